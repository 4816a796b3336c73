-- Quick ratio
-- Recurring revenue won (new, reactivated, expanded) over recurring revenue lost (contracted, churned).
-- basis: revenue
-- period: month
-- columns: won money, lost money, quick_ratio ratio
-- rows: subscription
with moved as (
    select
        s.segment, p.period, sum(m.started + m.reactivated + m.expansion) as won, sum(m.contraction + m.churned) as lost,
        count(distinct m.customer_id) as n
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(m.won, 0) as won, coalesce(m.lost, 0) as lost, share_of(m.won, m.lost) as quick_ratio, coalesce(m.n, 0) as n,
    case when coalesce(m.lost, 0) = 0 then 'nothing was lost' end as reason
from grid g left join moved m on m.segment = g.segment and m.period = g.period
