-- Involuntary churn
-- Of the losses of subscribers in the months of the period, the share caused by failed payments (reason involuntary), among those whose reason is known.
-- basis: customers
-- period: month
-- columns: lost count, involuntary count, unknown count, share rate, low rate, high rate, lost_mrr money, involuntary_mrr money
-- rows: subscription
with lost as (
    select
        s.segment, p.period, count(*) as lost, count(*) filter (where m.reason = 'involuntary') as involuntary,
        count(*) filter (where m.reason = 'unknown') as unexplained, sum(m.churned) as lost_mrr,
        coalesce(sum(m.churned) filter (where m.reason = 'involuntary'), 0) as involuntary_mrr
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    where m.churned > 0
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(v.lost, 0) as lost, coalesce(v.involuntary, 0) as involuntary, coalesce(v.unexplained, 0) as "unknown",
    share_of(v.involuntary, v.lost - v.unexplained) as share,
    wilson_low(v.involuntary::double, (v.lost - v.unexplained)::double) as low,
    wilson_high(v.involuntary::double, (v.lost - v.unexplained)::double) as high,
    coalesce(v.lost_mrr, 0) as lost_mrr, coalesce(v.involuntary_mrr, 0) as involuntary_mrr, coalesce(v.lost - v.unexplained, 0) as n,
    case when v.lost is null then 'nobody was lost' when v.lost = v.unexplained then 'no reason is known' end as reason
from grid g left join lost v on v.segment = g.segment and v.period = g.period
