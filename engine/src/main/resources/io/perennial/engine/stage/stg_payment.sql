-- grain: source, attempt_id. Charge attempts up to as_of(), base currency. due: what is being paid; attempts without an invoice stand for themselves.
select
    p.source, p.attempt_id, k.customer_id, p.customer_id as reference, business_day(p.attempted_at) as day,
    month_start(business_day(p.attempted_at)) as month, p.attempted_at, in_base(p.amount, p.currency, r.rate) as amount, p.status, p.failure_reason,
    coalesce(p.invoice, p.attempt_id) as due, p.batch_id, p.line
from current_payment_attempt p
left join stg_alias a on a.source = p.source and a.reference = p.customer_id
left join stg_customer k on k.customer_id = coalesce(a.customer_id, p.customer_id)
left join stg_rate r on r.currency = p.currency and r.day = business_day(p.attempted_at)
where business_day(p.attempted_at) <= as_of() and (p.currency = base_currency() or r.rate is not null)
