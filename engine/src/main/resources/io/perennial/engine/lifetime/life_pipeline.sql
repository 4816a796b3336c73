-- grain: source, contract_id of contracts that are not signed and may be. A deal whose start has passed is expected to start now. renewal: it is the renewal of what the customer has.
select
    c.customer, k.value::double as value, least(1, k.probability)::double as probability,
    greatest(1, days_between(as_of(), k.starts_on))::double as starts_in,
    (days_between(k.starts_on, greatest(k.ends_on, k.starts_on)) + 1)::double as days,
    (k.kind = 'renewal' or k.renews is not null)::integer as renewal
from stg_contract k join life_customer c on c.customer_id = k.customer_id
where not k.signed and k.probability > 0
