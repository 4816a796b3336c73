-- grain: a fact behind the figure, of the customers and periods of the question.
select
    'contact' as fact, r.customer_id, r.day, r.source, r.contact_id as key,
    case when r.resolved_at is null then 'open' else 'resolved' end as state, r.cost as amount, r.batch_id, r.line
from segmented_contact r
where exists (select 1 from period p where r.day between p.first_day and p.last_day) and (${condition})
