-- Customer lifespan
-- For subscribers: months paid at the start of a month per loss (1 over monthly churn), over the months of the period. For all: months from the first to the last active month so far, which is cut short for everybody who is still there.
-- basis: months
-- period: all
-- columns: expected_months months, losses count, months_paid count, active_so_far months, still_active rate
-- rows: subscription, revenue
with paid as (
    select s.segment, p.period, count(*) filter (where m.opening > 0) as months_paid, count(*) filter (where m.churned > 0) as losses
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
span as (
    select customer_id, min(month) as first_month, max(month) as last_month from mart_active group by customer_id
),
seen as (
    select
        s.segment, p.period, avg(months_apart(a.first_month, least(a.last_month, month_start(p.last_day))) + 1) as active_so_far,
        avg(case when a.last_month >= month_start(p.last_day) then 1.0 else 0.0 end) as still_active, count(*) as customers
    from span a
    join segment s on s.customer_id = a.customer_id
    join period p on a.first_month <= p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, share_of(v.months_paid, v.losses) as expected_months, coalesce(v.losses, 0) as losses, coalesce(v.months_paid, 0) as months_paid,
    a.active_so_far, a.still_active, coalesce(a.customers, 0) as n,
    case when a.customers is null then 'no customers' when coalesce(v.losses, 0) = 0 then 'no subscriber was lost' end as reason
from grid g
left join paid v on v.segment = g.segment and v.period = g.period
left join seen a on a.segment = g.segment and a.period = g.period
