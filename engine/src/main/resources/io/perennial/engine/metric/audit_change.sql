-- Audit of the customer base, 2: what changed since the period before
-- Customers who brought revenue in the period or in the one of equal length before it: new, returned, more, less, same or gone, and what that changed.
-- basis: revenue
-- period: year
-- periods: month, quarter, year
-- columns: movement text, customers count, before money, now money, change money
-- order: movement
-- rows: revenue
with paid as (
    select
        s.segment, p.period, p.first_day, r.customer_id,
        sum(case when r.day < p.first_day then r.amount else 0 end) as before,
        sum(case when r.day >= p.first_day then r.amount else 0 end) as now
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join period p on r.day between plus_months(p.first_day, -period_months()) and p.last_day
    group by s.segment, p.period, p.first_day, r.customer_id
),
judged as (
    select
        v.segment, v.period, v.before, v.now,
        case
            when v.before <= 0 and v.now > 0 and c.acquired_on >= v.first_day then 'new'
            when v.before <= 0 and v.now > 0 then 'returned'
            when v.before > 0 and v.now <= 0 then 'gone'
            when v.now > v.before then 'more'
            when v.now < v.before then 'less'
            else 'same'
        end as movement
    from paid v join stg_customer c on c.customer_id = v.customer_id
)
select segment, period, movement, count(*) as customers, sum(before) as before, sum(now) as now, sum(now - before) as change, count(*) as n, null as reason
from judged
group by segment, period, movement
