-- grain: customer_id, day. The purchase days of one customer in sample_buckets(), all of them when it is 1.
create or replace table purchase_day_sample as
select customer_id, day, amount, purchase
from purchase_day
where sample_bucket(customer_id, sample_buckets()) = 0
