-- The business in a few figures, from the store, at the end of its exchange rates. One row; amounts in EUR at the rate of the day.
with rate as (
    select currency, day, rate from exchange_rate where source = 'wildwick'
),
money as (
    select kind, count(*) as events, sum((e.amount * r.rate)::decimal(18, 4)) as amount
    from revenue_event e
    join rate r on r.currency = e.currency and r.day = e.occurred_at::date
    group by kind
),
spent as (
    select sum(amount_eur) filter (kind in ('ads', 'marketing', 'sales', 'onboarding')) as winning, sum(amount_eur) as spent
    from (
        select s.kind, (s.amount * r.rate)::decimal(18, 4) as amount_eur
        from spend s
        join rate r on r.currency = s.currency and r.day = greatest(s.period, (select min(day) from rate))
    )
),
running as (
    select count(*) as subscribers, sum((s.mrr * r.rate)::decimal(18, 4)) as mrr
    from (select currency, mrr from subscription_state qualify row_number() over (partition by subscription_id order by effective_on desc) = 1) s
    join rate r on r.currency = s.currency and r.day = (select max(day) from rate)
    where s.mrr > 0
),
served as (
    select count(*) as contacts, count(*) filter (resolved_at is null) as unresolved
    from contact
)
select
    (select count(*) from customer where first_category is not null) as shop_customers,
    (select count(*) from customer where company_size is not null) as business_accounts,
    (select count(distinct subscription_id) from subscription_state) as subscribers_ever,
    (select events from money where kind = 'order') as orders,
    (select sum(amount) from money where kind = 'order') as shop_revenue,
    (select sum(amount) from money where kind = 'invoice') as box_revenue,
    (select sum(amount) from money where kind in ('initial', 'renewal', 'expansion', 'change_order')) as business_revenue,
    (select sum(amount) from money where kind in ('refund', 'chargeback')) as given_back,
    running.subscribers, running.mrr, served.contacts, served.unresolved, spent.winning as spent_on_winning, spent.spent - spent.winning as spent_on_keeping
from running, served, spent
