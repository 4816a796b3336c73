-- Movement between RFM groups
-- In which group the buyers of the end of the period were before it began; none: they had not bought yet.
-- basis: customers
-- period: quarter
-- columns: from_group text, to_group text, customers count, share rate
-- order: from_group, to_group
-- rows: revenue
with moved as (
    select s.segment, p.period, coalesce(b.rfm_group, 'none') as from_group, e.rfm_group as to_group, count(*) as customers
    from rfm_score e
    join segment s on s.customer_id = e.customer_id
    join period p on p.last_day = e.day
    left join rfm_score b on b.customer_id = e.customer_id and b.day = plus_days(p.first_day, -1)
    group by s.segment, p.period, coalesce(b.rfm_group, 'none'), e.rfm_group
)
select
    segment, period, from_group, to_group, customers, share_of(customers, sum(customers) over (partition by segment, period, from_group)) as share,
    customers as n, null as reason
from moved
