-- grain: customer_id, day. The same as purchase_day_sample_plain, from the days that were taken out of the pass over the lines.
create or replace table purchase_day_sample as
with sampled as (
    select
        sampled_customer(i) as customer_number,
        observation_start() + sampled_day(i) as day,
        (sampled_amount(i)::decimal(19, 0) * 0.0001)::decimal(38, 4) as amount
    from range(sample_days()) as r(i)
)
select dense_rank() over (order by c.customer_id)::integer as customer, s.day, s.amount, true as purchase
from sampled s join tallied_customer c on c.customer_number = s.customer_number
