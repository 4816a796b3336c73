-- grain: currency, day, from the first day with a rate to as_of(). rate: base currency per unit, the latest one up to the day.
-- Of two sources that name a rate for one day the one known last counts.
with quoted as (
    select currency, day, rate
    from current_exchange_rate
    where day <= as_of() and currency <> base_currency()
    qualify row_number() over (partition by currency, day order by known_at desc, batch_id desc, source) = 1
),
ranged as (
    select
        currency, day as first_day, rate,
        coalesce(lead(day) over (partition by currency order by day), plus_days(as_of(), 1)) as next_day
    from quoted
)
select r.currency, d.day, r.rate::decimal(20, 12) as rate
from ranged r join stg_day d on d.day >= r.first_day and d.day < r.next_day
