-- grain: customer, those acquired by observation_end(). What they did up to then, in the window before it and in the window after it.
-- The windows are (window_start(), observation_end()] and (observation_end(), holdout_end()], of one length.
-- recency_before_days: first to last purchase day as it was at the start of the window; null for customers not yet acquired then.
with movement as (
    select
        customer, day, amount, purchase,
        day <= observation_end() as known,
        day > window_start() and day <= observation_end() as recent,
        day > observation_end() and day <= holdout_end() as held_out
    from origin_day
    where day <= holdout_end()
),
summary as (
    select
        customer,
        min(day) filter (where purchase and known) as first_day,
        max(day) filter (where purchase and known) as last_day,
        max(day) filter (where purchase and day <= window_start()) as last_day_before,
        count(*) filter (where purchase and known) as purchases,
        min_by(amount, day) filter (where purchase and known) as first_amount,
        sum(amount) filter (where purchase and known) as purchase_amount,
        sum(amount) filter (where known) as total_amount,
        count(*) filter (where purchase and recent) as last_transactions,
        sum(amount) filter (where recent) as last_spend,
        count(*) filter (where purchase and held_out) as holdout_transactions,
        sum(amount) filter (where held_out) as holdout_spend
    from movement
    group by customer
)
select
    customer,
    (purchases - 1)::integer as frequency,
    days_between(first_day, last_day)::integer as recency_days,
    days_between(first_day, observation_end())::integer as observed_days,
    case when purchases > 1 then (purchase_amount - first_amount)::double / (purchases - 1) end as monetary_value,
    purchase_amount::double / purchases as mean_amount,
    total_amount::double as total_amount,
    last_transactions::integer as last_transactions,
    coalesce(last_spend, 0)::double as last_spend,
    days_between(first_day, last_day_before)::double as recency_before_days,
    holdout_transactions::integer as holdout_transactions,
    coalesce(holdout_spend, 0)::double as holdout_spend
from summary
where purchases > 0
order by customer
