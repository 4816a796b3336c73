-- grain: customer_id, day. The purchase days of one customer in sample_buckets(), all of them when it is 1.
-- customer: number of the customer in the sample, 1 and up in the order of customer_id.
create or replace table purchase_day_sample as
select dense_rank() over (order by customer_id)::integer as customer, customer_id, day, amount, purchase
from purchase_day
where sample_bucket(customer_id, sample_buckets()) = 0
