-- grain: source, outreach_id. Retention actions up to as_of(), cost in base currency, 0 where none is stated or the customer was held out.
select
    o.source, o.outreach_id, k.customer_id, o.customer_id as reference, business_day(o.sent_at) as day, month_start(business_day(o.sent_at)) as month, o.sent_at,
    o.kind, o.arm,
    coalesce(case when o.arm = 'treated' then in_base(o.cost, coalesce(o.currency, base_currency()), r.rate) end, 0)::decimal(18, 4) as cost,
    o.batch_id, o.line
from current_outreach o
left join stg_alias a on a.source = o.source and a.reference = o.customer_id
left join stg_customer k on k.customer_id = coalesce(a.customer_id, o.customer_id)
left join stg_rate r on r.currency = o.currency and r.day = business_day(o.sent_at)
where business_day(o.sent_at) <= as_of()
