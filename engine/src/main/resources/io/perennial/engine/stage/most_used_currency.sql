-- The currency of most facts, the first by name of several.
with used as (
    select currency from revenue_event
    union all select currency from subscription_state
    union all select currency from contract
    union all select currency from spend
    union all select currency from contact where currency is not null
    union all select currency from payment_attempt
)
select currency from used group by currency order by count(*) desc, currency limit 1
