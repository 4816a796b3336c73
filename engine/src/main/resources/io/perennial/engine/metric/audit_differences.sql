-- Audit of the customer base, 1: how customers differ
-- Customers who bought in the period, in ten equal groups by revenue, the best first: what each group brings, how often and for how much it buys.
-- basis: revenue
-- period: all
-- columns: decile count, customers count, revenue money, share rate, purchases_each number, per_purchase money
-- order: decile
-- rows: revenue
with bought as (
    select s.segment, p.period, d.customer_id, count(*) filter (where d.kept) as purchases
    from mart_purchase d
    join segment s on s.customer_id = d.customer_id
    join period p on d.day between p.first_day and p.last_day
    group by s.segment, p.period, d.customer_id
),
paid as (
    select p.period, r.customer_id, sum(r.amount) as revenue
    from stg_revenue r join period p on r.day between p.first_day and p.last_day
    group by p.period, r.customer_id
),
placed as (
    select
        b.segment, b.period, b.purchases, v.revenue,
        ntile(10) over (partition by b.segment, b.period order by v.revenue desc, b.customer_id) as decile
    from bought b join paid v on v.period = b.period and v.customer_id = b.customer_id
),
summed as (
    select segment, period, decile, count(*) as customers, sum(revenue) as revenue, sum(purchases) as purchases
    from placed
    group by segment, period, decile
)
select
    segment, period, decile, customers, revenue, share_of(revenue, sum(revenue) over (partition by segment, period)) as share,
    share_of(purchases, customers) as purchases_each, share_of(revenue, purchases) as per_purchase, customers as n, null as reason
from summed
