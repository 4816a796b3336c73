-- grain: a fact behind the figure, of the customers and periods of the question.
select 'customer' as fact, r.customer_id, r.acquired_on as day, c.source, c.customer_id as key, r.channel as state, null as amount, c.batch_id, c.line
from current_customer c
left join stg_alias a on a.source = c.source and a.reference = c.customer_id
join stg_customer r on r.customer_id = coalesce(a.customer_id, c.customer_id)
where r.customer_id in (select customer_id from segment)
    and exists (select 1 from period p where r.acquired_on between p.first_day and p.last_day) and (${condition})
