-- grain: source, contract_id. Commitments known in this world, planned ones too. value: of the whole term, base currency at the day of signing (else of the start,
-- at the latest as_of()). running: signed and within its term on as_of().
with contract_day as (
    select
        c.*, least(coalesce(c.signed_on, c.starts_on), as_of()) as day,
        coalesce(a.customer_id, c.customer_id) as resolved_id
    from current_contract c
    left join stg_alias a on a.source = c.source and a.reference = c.customer_id
    where c.signed_on <= as_of() or (c.signed_on is null and business_day(c.known_at) <= as_of())
)
select
    c.source, c.contract_id, c.resolved_id as customer_id, c.kind, c.signed_on, c.starts_on, c.ends_on,
    in_base(c.value, c.currency, r.rate) as value, c.value as own_value, c.currency, c.probability, c.stage, c.renews,
    c.signed_on is not null as signed,
    c.signed_on is not null and as_of() between c.starts_on and c.ends_on as running,
    c.batch_id, c.line
from contract_day c left join stg_rate r on r.currency = c.currency and r.day = c.day
where c.currency = base_currency() or r.rate is not null
