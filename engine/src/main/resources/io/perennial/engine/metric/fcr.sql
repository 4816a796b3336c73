-- First contact resolution
-- Contacts resolved at the first interaction: over those for which it is known (fcr), and over all contacts (fcr_of_all), which is lower where it was not recorded.
-- basis: contacts
-- period: month
-- columns: resolved_first count, known count, contacts count, fcr rate, low rate, high rate, fcr_of_all rate
-- rows: contact
with summed as (
    select
        c.segment, p.period, count(*) filter (where c.first_contact_resolved) as resolved_first, count(c.first_contact_resolved) as known, count(*) as contacts
    from segmented_contact c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
)
select
    g.segment, g.period, coalesce(v.resolved_first, 0) as resolved_first, coalesce(v.known, 0) as known, coalesce(v.contacts, 0) as contacts,
    share_of(v.resolved_first, v.known) as fcr,
    wilson_low(v.resolved_first::double, v.known::double) as low, wilson_high(v.resolved_first::double, v.known::double) as high,
    share_of(v.resolved_first, v.contacts) as fcr_of_all, coalesce(v.known, 0) as n,
    case when v.contacts is null then 'no contacts' when v.known = 0 then 'no contact says whether the first interaction resolved it' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
