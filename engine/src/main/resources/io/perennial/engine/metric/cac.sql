-- Customer acquisition cost
-- All spending on winning customers (ads, marketing, sales, onboarding) that falls to those acquired in the period, over their number; the stated lag applies. unshared is spending of the period that won nobody; it is part of the cost of the whole and of its channel.
-- basis: cost
-- period: month
-- columns: cost money, unshared money, acquired count, cac money
-- rows: spend where winning
with won as (
    select s.segment, p.period, count(*) as acquired, sum(m.acquisition_cost) as cost
    from mart_customer m
    join segment s on s.customer_id = m.customer_id
    join period p on m.acquired_on between p.first_day and p.last_day
    group by s.segment, p.period
),
lost as (
    select
        p.period, u.channel, sum(u.amount) as amount
    from mart_spend_unshared u
    join period p on plus_months(u.month, cac_lag_months()) between month_start(p.first_day) and p.last_day
    where u.winning
    group by p.period, u.channel
),
placed as (
    select g.segment, g.period, sum(u.amount) as amount
    from grid g join lost u on u.period = g.period and (by_nothing() or (by_channel() and g.segment[1] is not distinct from u.channel))
    group by g.segment, g.period
)
select
    g.segment, g.period, coalesce(w.cost, 0) + coalesce(u.amount, 0) as cost, coalesce(u.amount, 0) as unshared, coalesce(w.acquired, 0) as acquired,
    share_of(coalesce(w.cost, 0) + coalesce(u.amount, 0), w.acquired) as cac, coalesce(w.acquired, 0) as n,
    case when w.acquired is null then 'nobody was acquired' when coalesce(w.cost, 0) + coalesce(u.amount, 0) = 0 then 'no spending is known' end as reason
from grid g
left join won w on w.segment = g.segment and w.period = g.period
left join placed u on u.segment = g.segment and u.period = g.period
