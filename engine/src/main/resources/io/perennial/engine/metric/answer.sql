-- The metric with its periods' days, in their order and the metric's own.
with answer as (
${metric}
)
select a.*, p.first_day as period_start, p.last_day as period_end, p.unfinished as period_unfinished
from answer a join period p on p.period = a.period
order by a.segment, p.first_day, p.last_day, ${order}
