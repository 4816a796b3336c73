-- Customer satisfaction
-- Share of answers of 4 or 5 on the scale of 1 to 5, from contacts and surveys together; with the mean.
-- basis: answers
-- period: month
-- columns: answers count, satisfied count, csat rate, low rate, high rate, mean score
-- rows: contact where csat is not null, survey where kind = 'csat'
with answer as (
    select segment, day, csat as score from segmented_contact where csat is not null
    union all
    select segment, day, score from segmented_survey where kind = 'csat'
),
summed as (
    select a.segment, p.period, count(*) as answers, count(*) filter (where a.score >= 4) as satisfied, avg(a.score) as mean
    from answer a join period p on a.day between p.first_day and p.last_day
    group by a.segment, p.period
)
select
    g.segment, g.period, coalesce(v.answers, 0) as answers, coalesce(v.satisfied, 0) as satisfied, share_of(v.satisfied, v.answers) as csat,
    wilson_low(v.satisfied::double, v.answers::double) as low, wilson_high(v.satisfied::double, v.answers::double) as high, v.mean,
    coalesce(v.answers, 0) as n, case when v.answers is null then 'no answers' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
