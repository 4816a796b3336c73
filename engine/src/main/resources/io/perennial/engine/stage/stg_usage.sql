-- grain: source, customer_id, day, metric, references of the source resolved. customer_id: null where the reference is nobody known.
select k.customer_id, u.source, u.customer_id as reference, u.day, month_start(u.day) as month, u.metric, u.value, u.plan_limit, u.batch_id, u.line
from current_usage u
left join stg_alias a on a.source = u.source and a.reference = u.customer_id
left join stg_customer k on k.customer_id = coalesce(a.customer_id, u.customer_id)
where u.day <= as_of()
