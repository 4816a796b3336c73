-- Recovery of failed payments
-- Of what was due and failed at the first attempt in the period, the share paid at a later attempt by the as-of day; beside it the share of dues that failed first.
-- basis: payments
-- period: month
-- columns: dues count, failed_first count, failure_rate rate, recovered count, recovery_rate rate, low rate, high rate, failed_amount money, recovered_amount money
-- rows: payment
with due as (
    select
        source, due, min_by(segment, (attempted_at, attempt_id)) as segment, min(day) as day, min_by(status, (attempted_at, attempt_id)) as first_status,
        bool_or(status = 'succeeded') as paid, max(amount) as amount
    from segmented_payment
    where status in ('succeeded', 'failed')
    group by source, due
),
summed as (
    select
        d.segment, p.period, count(*) as dues, count(*) filter (where d.first_status = 'failed') as failed_first,
        count(*) filter (where d.first_status = 'failed' and d.paid) as recovered,
        coalesce(sum(d.amount) filter (where d.first_status = 'failed'), 0) as failed_amount,
        coalesce(sum(d.amount) filter (where d.first_status = 'failed' and d.paid), 0) as recovered_amount
    from due d join period p on d.day between p.first_day and p.last_day
    group by d.segment, p.period
)
select
    g.segment, g.period, coalesce(v.dues, 0) as dues, coalesce(v.failed_first, 0) as failed_first, share_of(v.failed_first, v.dues) as failure_rate,
    coalesce(v.recovered, 0) as recovered, share_of(v.recovered, v.failed_first) as recovery_rate,
    wilson_low(v.recovered::double, v.failed_first::double) as low, wilson_high(v.recovered::double, v.failed_first::double) as high,
    coalesce(v.failed_amount, 0) as failed_amount, coalesce(v.recovered_amount, 0) as recovered_amount, coalesce(v.failed_first, 0) as n,
    case when v.dues is null then 'no payments' when v.failed_first = 0 then 'no payment failed' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
