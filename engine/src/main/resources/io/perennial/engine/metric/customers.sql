-- Customers
-- Customers acquired by the end of the period, those acquired in it and those active in it, and the share of the group among all that were acquired.
-- basis: customers
-- period: month
-- columns: customers count, acquired count, active count, share rate
-- rows: customer
with known as (
    select
        s.segment, p.period, count(*) as customers, count(*) filter (where c.acquired_on >= p.first_day) as acquired
    from stg_customer c
    join segment s on s.customer_id = c.customer_id
    join period p on c.acquired_on <= p.last_day
    group by s.segment, p.period
),
active as (
    select s.segment, p.period, count(distinct a.customer_id) as active
    from mart_active a
    join segment s on s.customer_id = a.customer_id
    join period p on a.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(k.customers, 0) as customers, coalesce(k.acquired, 0) as acquired, coalesce(a.active, 0) as active,
    share_of(coalesce(k.customers, 0), sum(k.customers) over (partition by g.period)) as share, coalesce(k.customers, 0) as n,
    case when k.customers is null then 'no customers' end as reason
from grid g
left join known k on k.segment = g.segment and k.period = g.period
left join active a on a.segment = g.segment and a.period = g.period
