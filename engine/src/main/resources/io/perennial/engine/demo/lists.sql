-- What the company sells, where, through whom; and the truths that differ by channel, plan, category or tier of agent. Each list is written into the truth as it stands.

-- share_*: of the new customers of a segment. rate, basket: factors of the purchase rate and the value of shop orders. hazard: factor of the churn of box subscribers.
-- cac_*: cost of winning one customer, EUR. lead_months: the money is spent so many months before.
create table channel as
select * from (values
    ('organic_search', 0.26, 0.22, 0.10, 1.10, 1.00, 0.90,  8, 14,  300, 0, 'EUR'),
    ('paid_search',    0.20, 0.20, 0.15, 0.95, 1.05, 1.00, 22, 38,  900, 0, 'USD'),
    ('paid_social',    0.18, 0.22, 0.00, 0.80, 0.90, 1.15, 26, 42,    0, 0, 'USD'),
    ('influencers',    0.10, 0.14, 0.00, 0.90, 1.10, 1.05, 32, 48,    0, 0, 'EUR'),
    ('deal_sites',     0.12, 0.08, 0.00, 0.35, 0.70, 1.60, 55, 90,    0, 0, 'EUR'),
    ('referral',       0.14, 0.14, 0.25, 1.30, 1.10, 0.75,  9, 15,  400, 0, 'EUR'),
    ('field_sales',    0.00, 0.00, 0.50, null, null, null, null, null, 2600, 2, 'EUR')
) t(channel, share_shop, share_boxes, share_business, rate, basket, hazard, cac_shop, cac_boxes, cac_business, lead_months, spend_currency);

-- Boxes. months: paid for at once. price: in EUR, for that time, before price_change_on. churn_hazard, contact_rate: per month, of a customer with all factors 1.
create table plan as
select * from (values
    ('Windowsill',      1,  12.50, 0.85, 0.060, 0.50, 0.15,  8),
    ('Seedling',        1,  25.00, 0.52, 0.055, 0.18, 0.40, 12),
    ('Kitchen',         1,  37.50, 0.48, 0.040, 0.18, 0.25, 20),
    ('Seedling annual', 12, 250.00, 0.52, 0.022, 0.14, 0.12, 12),
    ('Kitchen annual',  12, 375.00, 0.48, 0.016, 0.14, 0.08, 20)
) t(plan, months, price, cost_share, churn_hazard, contact_rate, share, session_limit);

-- What a subscriber pays, in the currency of his country.
create table plan_price as
select plan, months, currency, dear, (price * factor * case when dear then truth('price_ratio') else 1 end)::decimal(18, 2) as price, cost_share
from plan,
    (values ('EUR', 1.0), ('GBP', 0.88), ('USD', 1.12)) c(currency, factor), (values (false), (true)) d(dear);

create table country as
select * from (values
    ('DE', 0.34, 'EUR', 0.19), ('FR', 0.16, 'EUR', 0.20), ('NL', 0.12, 'EUR', 0.21), ('AT', 0.06, 'EUR', 0.20), ('GB', 0.18, 'GBP', 0.20), ('US', 0.14, 'USD', 0.07)
) t(country, share, currency, tax);

-- rate: factor of the purchase rate of those who bought it first.
create table category as
select * from (values
    ('seeds', 0.30, 1.15, 0.35), ('plants', 0.28, 1.05, 0.50), ('tools', 0.16, 0.85, 0.58), ('pots', 0.16, 0.95, 0.52), ('gifts', 0.10, 0.60, 0.62)
) t(category, share, rate, cost_share);

-- What the later orders are for that are not for the first category, each with the same chance.
create macro other_categories() as ['seeds', 'seeds', 'plants', 'plants', 'tools', 'pots', 'gifts'];

-- yearly_fee: median. account_management: EUR per month.
create table company_size as
select * from (values
    ('1-9', 0.25, 1800, 12), ('10-49', 0.35, 4800, 30), ('50-249', 0.28, 14000, 110), ('250+', 0.12, 48000, 420)
) t(company_size, share, yearly_fee, account_management);

-- sla_hours: from opened_at to sla_due_at. resolution_due_hours: from opened_at to resolution_due_at.
create table priority as
select * from (values ('low', 0.30, 24, 120), ('normal', 0.55, 8, 72), ('high', 0.15, 4, 24)) t(priority, share, sla_hours, resolution_due_hours);

-- Agents differ by tier. unresolved: share of contacts never resolved. handling: factor of talk and wrap time.
create table agent_tier as
select * from (values ('novice', 0.30, 0.26, 1.25), ('regular', 0.50, 0.15, 1.00), ('senior', 0.20, 0.07, 0.85)) t(tier, share, unresolved, handling);

-- Twelve agents and one more for every thousand customers.
create table agent as
with tier as (select *, sum(share) over (order by share desc rows unbounded preceding) - share as share_from from agent_tier)
select n::integer as number, 'A' || lpad(n::varchar, 4, '0') as agent_id, t.tier, t.unresolved, t.handling
from (select n, (n - 0.5) / (12 + customers() // 1000) as place from range(1, 13 + customers() // 1000) r(n)) a
asof join tier t on a.place >= t.share_from;
