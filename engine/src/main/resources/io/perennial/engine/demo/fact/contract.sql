-- Contracts of business accounts, signed, lost and hoped for. key: source, contract_id
select
    'wildwick' as source,
    contract_id,
    customer_id(customer) as customer_id,
    kind,
    on_day(signed) as signed_on,
    on_day(from_day) as starts_on,
    on_day(to_day) as ends_on,
    value,
    currency,
    probability::double as probability,
    stage,
    renews,
    at_time(recorded, 0) as known_at
from agreement
order by recorded, contract_id
