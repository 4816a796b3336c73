-- Net promoter score
-- 100 x (share of answers 9 and 10 - share of 0 to 6). Interval from the exact variance of that difference, (p + d - (p - d)^2) / n.
-- basis: answers
-- period: quarter
-- columns: answers count, promoters count, passives count, detractors count, nps points, low points, high points
-- rows: survey where kind = 'nps'
with summed as (
    select
        v.segment, p.period, count(*) as answers, count(*) filter (where v.score >= 9) as promoters, count(*) filter (where v.score <= 6) as detractors
    from segmented_survey v join period p on v.day between p.first_day and p.last_day
    where v.kind = 'nps'
    group by v.segment, p.period
),
shared as (
    select *, share_of(promoters, answers) as p, share_of(detractors, answers) as d from summed
),
scored as (
    select *, 100 * (p - d) as nps, 100 * sqrt(greatest(p + d - (p - d) * (p - d), 0) / answers) as error from shared
)
select
    g.segment, g.period, coalesce(v.answers, 0) as answers, coalesce(v.promoters, 0) as promoters,
    coalesce(v.answers - v.promoters - v.detractors, 0) as passives, coalesce(v.detractors, 0) as detractors,
    v.nps, greatest(v.nps - 1.959964 * v.error, -100) as low, least(v.nps + 1.959964 * v.error, 100) as high,
    coalesce(v.answers, 0) as n, case when v.answers is null then 'no answers' end as reason
from grid g left join scored v on v.segment = g.segment and v.period = g.period
