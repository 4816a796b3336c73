-- Audit of the customer base, 5: the whole
-- Revenue of each period by the year in which its customers were acquired: how much rests on those won long ago and how much on new ones.
-- basis: revenue
-- period: year
-- columns: acquired_year year, customers count, revenue money, share rate
-- order: acquired_year
-- rows: revenue
with paid as (
    select s.segment, p.period, year(c.acquired_on) as acquired_year, count(distinct r.customer_id) as customers, sum(r.amount) as revenue
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join stg_customer c on c.customer_id = r.customer_id
    join period p on r.day between p.first_day and p.last_day
    group by s.segment, p.period, year(c.acquired_on)
)
select
    segment, period, acquired_year, customers, revenue, share_of(revenue, sum(revenue) over (partition by segment, period)) as share,
    customers as n, null as reason
from paid
