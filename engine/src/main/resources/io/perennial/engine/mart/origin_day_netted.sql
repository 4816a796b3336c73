-- grain: customer, day. The days of purchase_day_sample as a backtest may use them: up to observation_end() as they were known then, before any later refund;
-- after it, what predictions are compared with, as known today.
create or replace table origin_day as
with sampled as (
    select customer, any_value(customer_id) as customer_id
    from purchase_day_sample
    group by customer
),
known as (
    select s.customer, d.day, d.amount, d.purchase
    from netted_day d join sampled s on s.customer_id = d.customer_id
)
select customer, day, amount, purchase from known
union all
select customer, day, amount, purchase from purchase_day_sample where day > observation_end()
