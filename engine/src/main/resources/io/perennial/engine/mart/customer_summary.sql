-- grain: customer_id, those with at least one purchase that was not reversed. What one customer did up to observation_end().
-- frequency: purchase days after the first; recency_days: first to last purchase day; observed_days: first purchase day to observation end.
-- monetary_value: mean amount per repeat purchase day, null when there is none; mean_amount: the same over all purchase days.
-- revenue: all money, refunds included, so it may be negative.
create or replace table customer_summary as
select
    customer_id,
    (count(*) filter (where purchase) - 1)::integer as frequency,
    days_between(min(day) filter (where purchase), max(day) filter (where purchase))::integer as recency_days,
    days_between(min(day) filter (where purchase), observation_end())::integer as observed_days,
    case when count(*) filter (where purchase) > 1
        then (sum(amount) filter (where purchase) - min_by(amount, day) filter (where purchase))::double
            / (count(*) filter (where purchase) - 1) end as monetary_value,
    (sum(amount) filter (where purchase))::double / count(*) filter (where purchase) as mean_amount,
    sum(amount)::decimal(18, 4) as revenue
from purchase_day
where day <= observation_end()
group by customer_id
having bool_or(purchase)
