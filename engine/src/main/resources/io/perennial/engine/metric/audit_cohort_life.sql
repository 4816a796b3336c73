-- Audit of the customer base, 3: the life of each cohort
-- Revenue of a cohort at each age, taken apart: members x share that buys x purchases of a buyer x amount of a purchase.
-- basis: revenue
-- period: year
-- periods: month, quarter, year
-- columns: age count, size count, buying rate, purchases_each number, per_purchase money, revenue money, unfinished flag
-- order: age
-- rows: revenue
with bought as (
    select
        m.segment, m.period, floor(months_apart(m.first_day, v.month) / period_months())::integer as age,
        count(distinct v.customer_id) filter (where v.purchases > 0) as buyers, sum(v.purchases) as purchases, sum(v.revenue) as revenue
    from member m join mart_customer_month v on v.customer_id = m.customer_id
    group by m.segment, m.period, floor(months_apart(m.first_day, v.month) / period_months())::integer
)
select
    c.segment, c.period, c.age, c.size, share_of(coalesce(b.buyers, 0), c.size) as buying, share_of(b.purchases, b.buyers) as purchases_each,
    share_of(b.revenue, b.purchases) as per_purchase, coalesce(b.revenue, 0) as revenue, c.unfinished, c.size as n,
    case when coalesce(b.purchases, 0) = 0 then 'nobody bought' end as reason
from cohort c left join bought b on b.segment = c.segment and b.period = c.period and b.age = c.age
