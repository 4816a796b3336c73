-- Cohort table: revenue
-- Revenue of the customers acquired in a period at each later age, in total and per original member. Over all cohorts and ages it is all revenue.
-- basis: revenue
-- period: month
-- periods: month, quarter, year
-- columns: age count, size count, revenue money, per_member money, unfinished flag
-- pivot: age per_member
-- order: age
-- rows: revenue
with spent as (
    select
        m.segment, m.period, floor(months_apart(m.first_day, v.month) / period_months())::integer as age, sum(v.revenue) as revenue
    from member m join mart_customer_month v on v.customer_id = m.customer_id
    group by m.segment, m.period, floor(months_apart(m.first_day, v.month) / period_months())::integer
)
select
    c.segment, c.period, c.age, c.size, coalesce(v.revenue, 0) as revenue, share_of(coalesce(v.revenue, 0), c.size) as per_member, c.unfinished,
    c.size as n, null as reason
from cohort c left join spent v on v.segment = c.segment and v.period = c.period and v.age = c.age
