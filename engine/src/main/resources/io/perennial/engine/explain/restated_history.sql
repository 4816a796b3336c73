-- grain: one row, none when nothing is left. What the customer did up to a day, as known at the observation end: refunds since then are netted.
-- customer, day: given. Columns as in mart/summarised_customer.sql; times in days, money in the currency of the orders.
with known as (
    select day, amount
    from purchase_day
    where purchase and day <= date ${day} and customer_id::varchar = ${customer}
)
select
    (count(*) - 1)::integer as frequency,
    days_between(min(day), max(day))::integer as recency_days,
    days_between(min(day), date ${day})::integer as observed_days,
    case when count(*) > 1 then (sum(amount) - min_by(amount, day))::double / (count(*) - 1) end as monetary_value,
    sum(amount)::double / count(*) as mean_amount
from known
having count(*) > 0
