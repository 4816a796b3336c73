-- Revenue
-- Money of orders, invoices and other events on their day, refunds and chargebacks deducted, before taxes and shipping; and what part of it went back.
-- basis: revenue
-- period: month
-- columns: revenue money, gross money, taken_back money, taken_back_share rate, customers count
-- rows: revenue
with summed as (
    select
        s.segment, p.period, sum(r.amount) as revenue, coalesce(sum(r.amount) filter (where not r.goes_back), 0) as gross,
        coalesce(-sum(r.amount) filter (where r.goes_back), 0) as taken_back, count(distinct r.customer_id) as customers, count(*) as n
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join period p on r.day between p.first_day and p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(v.revenue, 0) as revenue, coalesce(v.gross, 0) as gross, coalesce(v.taken_back, 0) as taken_back,
    share_of(v.taken_back, v.gross) as taken_back_share, coalesce(v.customers, 0) as customers, coalesce(v.n, 0) as n,
    case when v.n is null then 'no revenue' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
