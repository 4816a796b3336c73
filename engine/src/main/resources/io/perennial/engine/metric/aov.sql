-- Average order value
-- Mean amount of an order or invoice, before refunds; per purchase day (all orders of one customer on one day) beside it. Interval of the mean by its standard error.
-- basis: revenue
-- period: month
-- columns: aov money, low money, high money, per_purchase_day money, orders count
-- rows: revenue where not goes_back and amount > 0
with ordered as (
    select
        s.segment, p.period, avg(r.amount::double) as aov, stddev_samp(r.amount::double) / sqrt(count(*)) as error, count(*) as orders,
        sum(r.amount) as amount
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join period p on r.day between p.first_day and p.last_day
    where not r.goes_back and r.amount > 0
    group by s.segment, p.period
),
days as (
    select s.segment, p.period, count(*) as days
    from mart_purchase d
    join segment s on s.customer_id = d.customer_id
    join period p on d.day between p.first_day and p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, o.aov, o.aov - 1.959964 * o.error as low, o.aov + 1.959964 * o.error as high,
    share_of(o.amount, d.days) as per_purchase_day, coalesce(o.orders, 0) as orders, coalesce(o.orders, 0) as n,
    case when o.orders is null then 'no orders' end as reason
from grid g
left join ordered o on o.segment = g.segment and o.period = g.period
left join days d on d.segment = g.segment and d.period = g.period
