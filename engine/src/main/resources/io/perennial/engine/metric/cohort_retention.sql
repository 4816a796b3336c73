-- Cohort table: retention
-- Of the customers acquired in a period, the share active at each later age: bought, paid a subscription or had a contract running. Of all original members.
-- basis: customers
-- period: month
-- periods: month, quarter, year
-- columns: age count, size count, active count, retention rate, low rate, high rate, unfinished flag
-- pivot: age retention
-- order: age
-- rows: revenue, subscription, contract
with active as (
    select
        m.segment, m.period, floor(months_apart(m.first_day, a.month) / period_months())::integer as age, count(distinct a.customer_id) as active
    from member m join mart_active a on a.customer_id = m.customer_id
    group by m.segment, m.period, floor(months_apart(m.first_day, a.month) / period_months())::integer
)
select
    c.segment, c.period, c.age, c.size, coalesce(a.active, 0) as active, share_of(coalesce(a.active, 0), c.size) as retention,
    wilson_low(coalesce(a.active, 0)::double, c.size::double) as low, wilson_high(coalesce(a.active, 0)::double, c.size::double) as high,
    c.unfinished, c.size as n, null as reason
from cohort c left join active a on a.segment = c.segment and a.period = c.period and a.age = c.age
