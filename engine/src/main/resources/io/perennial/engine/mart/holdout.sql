-- grain: customer_id, customers acquired by observation_end(). What they did up to then, in the window before it and in the window after it.
-- The windows are (window_start(), observation_end()] and (observation_end(), holdout_end()], of one length.
select
    customer_id,
    greatest(count(*) filter (where purchase and day <= observation_end()) - 1, 0)::integer as frequency,
    days_between(min(day) filter (where purchase and day <= observation_end()),
        max(day) filter (where purchase and day <= observation_end()))::integer as recency_days,
    days_between(min(day) filter (where purchase), observation_end())::integer as observed_days,
    case when count(*) filter (where purchase and day <= observation_end()) > 1
        then (sum(amount) filter (where purchase and day <= observation_end()) - min_by(amount, day) filter (where purchase))::double
            / (count(*) filter (where purchase and day <= observation_end()) - 1) end as monetary_value,
    (sum(amount) filter (where purchase and day <= observation_end()))::double
        / count(*) filter (where purchase and day <= observation_end()) as mean_amount,
    coalesce(sum(amount) filter (where day <= observation_end()), 0)::double as calibration_spend,
    (count(*) filter (where purchase and day > window_start() and day <= observation_end()))::double as last_transactions,
    coalesce(sum(amount) filter (where day > window_start() and day <= observation_end()), 0)::double as last_spend,
    (count(*) filter (where purchase and day > observation_end() and day <= holdout_end()))::double as holdout_transactions,
    coalesce(sum(amount) filter (where day > observation_end() and day <= holdout_end()), 0)::double as holdout_spend
from purchase_day_sample
group by customer_id
having min(day) filter (where purchase) <= observation_end()
order by customer_id
