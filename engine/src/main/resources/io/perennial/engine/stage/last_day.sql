-- The last day on which a fact happened, and the ledger knew of it then; plans (contracts, spend) do not count, and neither does a subscription change set for later.
select max(day) as day
from (
    select max(occurred_at)::date as day from revenue_event
    union all select max(effective_on) from subscription_state where effective_on <= known_at::date
    union all select max(opened_at)::date from contact
    union all select max(answered_at)::date from survey
    union all select max(day) from usage
    union all select max(attempted_at)::date from payment_attempt
    union all select max(acquired_on) from customer
    union all select max(signed_on) from contract
)
