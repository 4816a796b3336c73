-- grain: a fact behind the figure, of the customers and periods of the question.
select 'contract' as fact, r.customer_id, coalesce(r.signed_on, r.starts_on) as day, r.source, r.contract_id as key, r.kind as state, r.value as amount, r.batch_id, r.line
from stg_contract r
where r.customer_id in (select customer_id from segment)
    and exists (select 1 from period p where r.starts_on <= p.last_day and r.ends_on >= p.first_day) and (${condition})
