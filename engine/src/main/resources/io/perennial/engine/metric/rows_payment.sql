-- grain: a fact behind the figure, of the customers and periods of the question.
select 'payment' as fact, r.customer_id, r.day, r.source, r.attempt_id as key, r.status as state, r.amount, r.batch_id, r.line
from segmented_payment r
where exists (select 1 from period p where r.day between p.first_day and p.last_day) and (${condition})
