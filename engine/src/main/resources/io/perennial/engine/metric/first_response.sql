-- First response time
-- Seconds from opening to the first response, over contacts that have one: median, 90 % point and mean; unanswered counts those that have none.
-- basis: contacts
-- period: month
-- columns: median seconds, p90 seconds, mean seconds, answered count, unanswered count
-- rows: contact
with summed as (
    select
        c.segment, p.period,
        median(seconds_between(c.opened_at, c.first_response_at)) as median,
        percentile_cont(0.9) within group (order by seconds_between(c.opened_at, c.first_response_at)) as p90,
        avg(seconds_between(c.opened_at, c.first_response_at)) as mean,
        count(c.first_response_at) as answered, count(*) - count(c.first_response_at) as unanswered
    from segmented_contact c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
)
select
    g.segment, g.period, v.median, v.p90, v.mean, coalesce(v.answered, 0) as answered, coalesce(v.unanswered, 0) as unanswered,
    coalesce(v.answered, 0) as n, case when v.answered is null then 'no contacts' when v.answered = 0 then 'no contact was answered' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
