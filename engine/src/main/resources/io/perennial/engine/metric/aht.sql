-- Average handling time
-- Mean of talk, hold and wrap-up seconds per contact, over contacts with any of them; interval of the mean by its standard error.
-- basis: contacts
-- period: month
-- columns: aht seconds, low seconds, high seconds, talk seconds, hold seconds, wrap seconds, contacts count, timed count
-- rows: contact where handling_seconds is not null
with summed as (
    select
        c.segment, p.period, avg(c.handling_seconds) as aht, stddev_samp(c.handling_seconds) / sqrt(count(c.handling_seconds)) as error,
        avg(case when c.handling_seconds is not null then coalesce(c.talk_seconds, 0) end) as talk,
        avg(case when c.handling_seconds is not null then coalesce(c.hold_seconds, 0) end) as hold,
        avg(case when c.handling_seconds is not null then coalesce(c.wrap_seconds, 0) end) as wrap,
        count(*) as contacts, count(c.handling_seconds) as timed
    from segmented_contact c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
)
select
    g.segment, g.period, v.aht, v.aht - 1.959964 * v.error as low, v.aht + 1.959964 * v.error as high, v.talk, v.hold, v.wrap,
    coalesce(v.contacts, 0) as contacts, coalesce(v.timed, 0) as timed, coalesce(v.timed, 0) as n,
    case when v.contacts is null then 'no contacts' when v.timed = 0 then 'no contact has a handling time' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
