-- Customer churn
-- Share of the customers who paid a subscription at the start of the period and do not at its end. monthly: customers lost in the months of the period over those at the start of each.
-- basis: customers
-- period: month
-- columns: at_start count, lost count, voluntary count, involuntary count, unknown count, churn rate, low rate, high rate, monthly rate
-- rows: subscription
with customer as (
    select
        s.segment, p.period, m.customer_id,
        bool_or(m.opening > 0 and m.month = month_start(p.first_day)) as at_start,
        bool_or(m.closing > 0 and m.month = month_start(p.last_day)) as at_end,
        max_by(m.reason, m.month) filter (where m.reason is not null) as reason,
        count(*) filter (where m.opening > 0) as months_paid,
        count(*) filter (where m.churned > 0) as times_lost
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period, m.customer_id
),
summed as (
    select
        segment, period,
        count(*) filter (where at_start) as at_start,
        count(*) filter (where at_start and not at_end) as lost,
        count(*) filter (where at_start and not at_end and reason = 'voluntary') as voluntary,
        count(*) filter (where at_start and not at_end and reason = 'involuntary') as involuntary,
        count(*) filter (where at_start and not at_end and coalesce(reason, 'unknown') = 'unknown') as unexplained,
        sum(months_paid) as months_paid, sum(times_lost) as times_lost
    from customer
    group by segment, period
)
select
    g.segment, g.period, coalesce(v.at_start, 0) as at_start, coalesce(v.lost, 0) as lost, coalesce(v.voluntary, 0) as voluntary,
    coalesce(v.involuntary, 0) as involuntary, coalesce(v.unexplained, 0) as "unknown", share_of(v.lost, v.at_start) as churn,
    wilson_low(v.lost::double, v.at_start::double) as low, wilson_high(v.lost::double, v.at_start::double) as high,
    share_of(v.times_lost, v.months_paid) as monthly, coalesce(v.at_start, 0) as n,
    case when coalesce(v.at_start, 0) = 0 then 'nobody paid a subscription at the start' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
