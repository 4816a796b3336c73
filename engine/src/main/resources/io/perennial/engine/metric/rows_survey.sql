-- grain: a fact behind the figure, of the customers and periods of the question.
select 'survey' as fact, r.customer_id, r.day, r.source, r.survey_id as key, r.kind || ' ' || r.score as state, null as amount, r.batch_id, r.line
from segmented_survey r
where exists (select 1 from period p where r.day between p.first_day and p.last_day) and (${condition})
