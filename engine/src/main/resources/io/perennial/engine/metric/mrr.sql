-- Monthly and annual recurring revenue
-- What paying subscriptions (active or past due) bring per month at the end of the period, at that day's exchange rates; ARR is twelve times that.
-- basis: revenue
-- period: month
-- columns: mrr money, arr money, paying count
-- rows: subscription
with ends as (
    select s.segment, p.period, sum(m.closing) as mrr, count(*) filter (where m.closing > 0) as paying
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month = month_start(p.last_day)
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(e.mrr, 0) as mrr, coalesce(e.mrr * 12, 0) as arr, coalesce(e.paying, 0) as paying, coalesce(e.paying, 0) as n,
    case when coalesce(e.paying, 0) = 0 then 'no paying subscriptions' end as reason
from grid g left join ends e on e.segment = g.segment and e.period = g.period
