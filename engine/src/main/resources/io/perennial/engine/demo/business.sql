-- Business accounts. grain and key: customer. signs_first: day of the first contract. fee: EUR per year in the first term. term: months.
create table account as
with size_share as (
    select *, sum(share) over (order by yearly_fee rows unbounded preceding) - share as share_from
    from company_size
),
drawn as (
    select *, draw(customer, 'company size') as size_at
    from person
    where segment = 'business'
)
select
    d.customer, d.acquired, d.currency, s.company_size, s.account_management,
    pick(['hospitality', 'hospitality', 'offices', 'offices', 'schools', 'care homes', 'retail'], draw(d.customer, 'industry')) as industry,
    round(s.yearly_fee * exp(0.35 * normal(d.customer, 'fee')), -1) as fee,
    pick([12, 12, 12, 12, 12, 12, 24, 24, 36, 36], draw(d.customer, 'term')) as term,
    date_diff('day', first_day(), date_trunc('month', on_day(d.acquired) + interval 1 month)::date) as starts,
    10 + floor(fee / 120)::integer as planters
from drawn d
asof join size_share s on d.size_at >= s.share_from;

-- Terms: the first one and its renewals, up to the horizon. grain: term, key: customer, n. decided: day on which the renewal is signed or lost. renewed: whether this term came about.
create table term as
with planned as (
    select
        *,
        unnest(range(0, (horizon() // 365 + 2) * 12 // term)) as n,
        plus_months(starts, term * n) as from_day,
        plus_months(starts, term * (n + 1)) - 1 as to_day,
        case when n = 0 then acquired else from_day - 5 - floor(40 * draw(customer, n, 'decided'))::integer end as decided,
        n = 0 or draw(customer, n, 'renewed') < truth('renewal_probability') as renews
    from account
),
chained as (
    select
        *,
        bool_and(renews) over through as renewed,
        coalesce(bool_and(renews) over (partition by customer order by n rows between unbounded preceding and 1 preceding), true) as reached
    from planned
    window through as (partition by customer order by n rows unbounded preceding)
)
select customer, n, from_day, to_day, decided, renewed, term, currency, fee * power(truth('renewal_uplift'), n) as fee
from chained
where reached and from_day <= horizon();

-- The last day under contract of each account, of the terms agreed by final_day(). grain and key: customer.
create table account_end as
select customer, min(from_day) as from_day, max(to_day) as to_day
from term
where renewed and decided <= final_day()
group by customer;

-- Expansions and change orders during the terms. grain: deal, key: customer, kind, n. ordered: day signed; it starts with the next month.
create table deal as
with change_waiting as (
    select customer, truth('change_order_rate') / 365.25 * (least(to_day, final_day()) - from_day) as mean
    from account_end
    where from_day < final_day()
),
expansion_waiting as (
    select customer, truth('contract_expansion_rate') / 365.25 * (least(to_day, final_day()) - from_day) as mean
    from account_end
    where from_day < final_day()
),
arrived as (
    select customer, 'expansion' as kind, n, moment / truth('contract_expansion_rate') as years
    from arrivals(expansion_waiting, 'expansions')
    union all
    select customer, 'change_order', n, moment / truth('change_order_rate')
    from arrivals(change_waiting, 'change orders')
)
select
    a.customer, a.kind, a.n, t.n as term_number, t.currency, t.fee, t.to_day,
    floor(e.from_day + a.years * 365.25)::integer as ordered,
    date_diff('day', first_day(), date_trunc('month', on_day(ordered) + interval 1 month)::date) as from_day
from arrived a
join account_end e using (customer)
join term t on t.customer = a.customer and t.renewed and floor(e.from_day + a.years * 365.25) between t.from_day and t.to_day;

-- Contracts in the currency of the account, signed, lost and hoped for. grain: contract, key: contract_id. recorded: day on which this was known.
create table agreement as
with listed as (
    select
        customer, 'K' || lpad(customer::varchar, 7, '0') || '-T' || n as contract_id, case when n = 0 then 'initial' else 'renewal' end as kind,
        case when decided <= final_day() and renewed then decided end as signed, from_day, to_day, fee * term / 12 as value, currency,
        case when decided > final_day() then truth('renewal_probability') when renewed then 1 else 0 end as probability,
        case when decided > final_day() then 'renewal due' when renewed then 'signed' else 'lost' end as stage,
        case when n > 0 then 'K' || lpad(customer::varchar, 7, '0') || '-T' || n - 1 end as renews,
        case when decided <= final_day() then decided else from_day - term * 30 end as recorded
    from term t
    where (n = 0 and decided <= final_day())
        or exists (from term b where b.customer = t.customer and b.n = t.n - 1 and b.renewed and b.decided <= final_day())
    union all
    select
        customer, 'K' || lpad(customer::varchar, 7, '0') || '-' || case kind when 'expansion' then 'E' else 'C' end || n, kind,
        ordered, from_day, case kind when 'expansion' then to_day else plus_months(from_day, 2) - 1 end,
        case kind when 'expansion' then fee * truth('expansion_size') * (to_day + 1 - from_day) / 365.25 else fee * truth('change_order_size') end,
        currency, 1, 'signed', null, ordered
    from deal
    where from_day < to_day
    union all
    select
        e.customer, 'K' || lpad(e.customer::varchar, 7, '0') || '-P', 'expansion', null,
        date_diff('day', first_day(), date_trunc('month', on_day(final_day()) + to_months(1 + floor(5 * draw(e.customer, 'hoped start'))::integer))::date) as hoped,
        plus_months(hoped, 12) - 1, a.fee * truth('expansion_size'), a.currency, s.probability, s.stage, null,
        final_day() - floor(60 * draw(e.customer, 'hoped since'))::integer
    from account_end e
    join account a using (customer),
        (values ('qualified', 0.2, 0.0, 0.12), ('proposal', 0.5, 0.12, 0.20), ('negotiation', 0.75, 0.20, 0.25)) s(stage, probability, share_from, share_to)
    where e.to_day > final_day() and e.from_day < final_day() - 60
        and draw(e.customer, 'hoped') >= s.share_from and draw(e.customer, 'hoped') < s.share_to
)
select
    l.* exclude (value), (value / r.rate)::decimal(18, 2) as value
from listed l
asof join rate r on l.currency = r.currency and least(coalesce(l.signed, l.recorded), final_day()) >= r.day;

-- Yearly invoices of signed contracts, in advance; the last one takes what rounding left. grain: invoice, key: contract_id, n.
create table account_bill as
with yearly as (
    select
        *, greatest(ceil((to_day + 1 - from_day) / 365.25 - 0.05), 1)::integer as years, unnest(range(years)) as n, plus_months(from_day, 12 * n) as day
    from agreement
    where signed is not null
)
select
    contract_id, customer, kind, n, day, currency,
    case when n + 1 = years then to_day else plus_months(from_day, 12 * (n + 1)) - 1 end as until_day,
    case when n + 1 = years then value - (years - 1) * (value / years)::decimal(18, 2) else (value / years)::decimal(18, 2) end as amount
from yearly
where day <= final_day();

-- Contacts of accounts under contract. grain: contact, key: customer, n.
create table account_contact as
with waiting as (
    select customer, from_day, truth('contact_rate_business') / 30.4375 as rate, rate * (least(to_day, final_day()) - from_day) as mean
    from account_end
    where from_day < final_day()
),
arrived as (
    select a.customer, a.n, w.from_day + a.moment / w.rate as opened
    from arrivals(waiting, 'account contacts') a
    join waiting w using (customer)
)
select * from handled(arrived, 'account');
