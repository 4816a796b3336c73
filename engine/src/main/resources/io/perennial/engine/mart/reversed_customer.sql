-- grain: customer_id, those of whose purchases none was left after refunds and cancellations, up to observation_end().
create or replace table reversed_customer as
select customer_id, days_between(min(day), observation_end())::integer as observed_days, sum(amount) as revenue
from purchase_day
where day <= observation_end()
group by customer_id
having not bool_or(purchase)
