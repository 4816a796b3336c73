-- grain: a fact behind the figure, of the customers and periods of the question.
select
    'subscription' as fact, r.customer_id, r.from_day as day, r.source, r.subscription_id || ' ' || r.from_day as key, r.status as state,
    case when r.currency = base_currency() then r.mrr end as amount, r.batch_id, r.line
from stg_subscription r
where r.customer_id in (select customer_id from segment)
    and exists (select 1 from period p where r.from_day <= p.last_day and (r.to_day is null or r.to_day >= p.first_day)) and (${condition})
