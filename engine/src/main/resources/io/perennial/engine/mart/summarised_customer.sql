-- grain: customer_id, those with at least one purchase that was not reversed. What one customer did up to observation_end().
-- frequency: purchase days after the first; recency_days: first to last purchase day; observed_days: first purchase day to observation end.
-- monetary_value: mean amount per repeat purchase day, null when there is none; mean_amount: the same over all purchase days.
create or replace view summarised_customer as
select
    customer_id,
    (purchases - 1)::integer as frequency,
    days_between(first_day, last_day)::integer as recency_days,
    days_between(first_day, observation_end())::integer as observed_days,
    case when purchases > 1 then (purchase_amount - first_amount)::double / (purchases - 1) end as monetary_value,
    purchase_amount::double / purchases as mean_amount,
    revenue
from customer_history
where purchases > 0
