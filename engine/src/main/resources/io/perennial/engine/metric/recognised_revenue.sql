-- Recognised revenue
-- Revenue in the months in which it is earned: annual plans spread over their months; deferred is what is paid and still to be earned at the end of the period.
-- basis: revenue
-- period: month
-- columns: recognised money, deferred money
-- rows: revenue
with part as (
    select r.month, r.amount, e.day, s.segment
    from stg_recognised r
    join stg_revenue e on e.source = r.source and e.event_id = r.event_id
    join segment s on s.customer_id = r.customer_id
),
summed as (
    select
        a.segment, p.period, coalesce(sum(a.amount) filter (where a.month between month_start(p.first_day) and p.last_day), 0) as recognised,
        coalesce(sum(a.amount) filter (where a.month > p.last_day and a.day <= p.last_day), 0) as deferred, count(*) as n
    from part a join period p on a.month >= month_start(p.first_day)
    group by a.segment, p.period
)
select
    g.segment, g.period, coalesce(v.recognised, 0) as recognised, coalesce(v.deferred, 0) as deferred, coalesce(v.n, 0) as n,
    case when v.n is null then 'no revenue' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
