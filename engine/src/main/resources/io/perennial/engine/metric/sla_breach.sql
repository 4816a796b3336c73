-- SLA breach rate
-- Contacts not resolved by the time they were due, over those that have such a time and are resolved or past it at the end of the as-of day.
-- basis: contacts
-- period: month
-- columns: due count, breached count, breach_rate rate, low rate, high rate
-- rows: contact where sla_due_at is not null
with judged as (
    select c.segment, c.day, coalesce(c.resolved_at > c.sla_due_at, true) as breached
    from segmented_contact c
    where c.sla_due_at is not null and (c.resolved_at is not null or business_day(c.sla_due_at) <= as_of())
),
summed as (
    select c.segment, p.period, count(*) as due, count(*) filter (where c.breached) as breached
    from judged c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
)
select
    g.segment, g.period, coalesce(v.due, 0) as due, coalesce(v.breached, 0) as breached, share_of(v.breached, v.due) as breach_rate,
    wilson_low(v.breached::double, v.due::double) as low, wilson_high(v.breached::double, v.due::double) as high,
    coalesce(v.due, 0) as n, case when v.due is null then 'no contact was due' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
