-- Customer effort score
-- Mean answer on the scale of 1 to 7, with the interval of the mean by its standard error; and the share of 5 and more.
-- basis: answers
-- period: month
-- columns: answers count, ces score, low score, high score, easy_share rate
-- rows: survey where kind = 'ces'
with summed as (
    select
        v.segment, p.period, count(*) as answers, avg(v.score) as ces, stddev_samp(v.score) / sqrt(count(*)) as error,
        count(*) filter (where v.score >= 5) as easy
    from segmented_survey v join period p on v.day between p.first_day and p.last_day
    where v.kind = 'ces'
    group by v.segment, p.period
)
select
    g.segment, g.period, coalesce(v.answers, 0) as answers, v.ces, greatest(v.ces - 1.959964 * v.error, 1) as low, least(v.ces + 1.959964 * v.error, 7) as high,
    share_of(v.easy, v.answers) as easy_share, coalesce(v.answers, 0) as n, case when v.answers is null then 'no answers' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
