-- grain: source, subscription_id, from_day. A state of a subscription, from from_day on and before to_day; to_day null: it still holds at as_of().
-- mrr: per month in its own currency, 0 unless active or past_due; it becomes base currency at the rate of the day it is looked at.
select
    s.source, s.subscription_id, s.effective_on as from_day,
    lead(s.effective_on) over (partition by s.source, s.subscription_id order by s.effective_on) as to_day,
    coalesce(a.customer_id, s.customer_id) as customer_id,
    s.status,
    (case when s.status in ('active', 'past_due') then s.mrr else 0 end)::decimal(18, 4) as mrr,
    s.currency, s.plan, s.quantity, s.interval, s.reason, s.batch_id, s.line
from current_subscription_state s
left join stg_alias a on a.source = s.source and a.reference = s.customer_id
where s.effective_on <= as_of()
