-- Escalation rate
-- Contacts that were escalated, over those for which it is known.
-- basis: contacts
-- period: month
-- columns: known count, escalated count, escalation_rate rate, low rate, high rate
-- rows: contact where escalation_known
with summed as (
    select c.segment, p.period, count(*) filter (where c.escalation_known) as known, count(*) filter (where c.escalated) as escalated
    from segmented_contact c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
)
select
    g.segment, g.period, coalesce(v.known, 0) as known, coalesce(v.escalated, 0) as escalated, share_of(v.escalated, v.known) as escalation_rate,
    wilson_low(v.escalated::double, v.known::double) as low, wilson_high(v.escalated::double, v.known::double) as high,
    coalesce(v.known, 0) as n, case when coalesce(v.known, 0) = 0 then 'no contact says whether it was escalated' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
