-- SLA breach rate
-- Contacts whose first response came after the time it was promised for, over those that have such a time and are answered or past it at the end of the as-of day. A resolution counts as the response where none is on record. Beside it late_rate: the same of the resolution and the time it was promised for.
-- basis: contacts
-- period: month
-- columns: due count, breached count, breach_rate rate, low rate, high rate, resolution_due count, resolved_late count, late_rate rate
-- rows: contact where sla_due_at is not null or resolution_due_at is not null
with answered as (
    select c.*, coalesce(c.first_response_at, c.resolved_at) as answered_at from segmented_contact c
),
judged as (
    select
        c.segment, c.day,
        c.sla_due_at is not null and (c.answered_at is not null or business_day(c.sla_due_at) <= as_of()) as due,
        coalesce(c.answered_at > c.sla_due_at, true) as breached,
        c.resolution_due_at is not null and (c.resolved_at is not null or business_day(c.resolution_due_at) <= as_of()) as resolution_due,
        coalesce(c.resolved_at > c.resolution_due_at, true) as late
    from answered c
),
summed as (
    select
        c.segment, p.period, count(*) filter (where c.due) as due, count(*) filter (where c.due and c.breached) as breached,
        count(*) filter (where c.resolution_due) as resolution_due, count(*) filter (where c.resolution_due and c.late) as resolved_late
    from judged c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
)
select
    g.segment, g.period, coalesce(v.due, 0) as due, coalesce(v.breached, 0) as breached, share_of(v.breached, v.due) as breach_rate,
    wilson_low(v.breached::double, v.due::double) as low, wilson_high(v.breached::double, v.due::double) as high,
    coalesce(v.resolution_due, 0) as resolution_due, coalesce(v.resolved_late, 0) as resolved_late, share_of(v.resolved_late, v.resolution_due) as late_rate,
    coalesce(v.due, 0) as n, case when coalesce(v.due, 0) = 0 then 'no first response was due' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
