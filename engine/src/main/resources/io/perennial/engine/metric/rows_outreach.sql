-- grain: a fact behind the figure, of the customers and periods of the question.
select 'outreach' as fact, r.customer_id, r.day, r.source, r.outreach_id as key, r.kind as state, r.cost as amount, r.batch_id, r.line
from stg_outreach r
where r.customer_id in (select customer_id from segment)
    and exists (select 1 from period p where r.day between p.first_day and p.last_day) and (${condition})
