-- grain: customer_id, from observation_start() to observation_end(). purchases: days that count as a transaction, 0 when all were reversed.
-- purchase_amount: money of these days; revenue: all money, refunds included, so it may be negative.
create or replace view customer_history as
select
    customer_id,
    count(*) filter (where purchase) as purchases,
    min(day) filter (where purchase) as first_day,
    max(day) filter (where purchase) as last_day,
    min_by(amount, day) filter (where purchase) as first_amount,
    sum(amount) filter (where purchase) as purchase_amount,
    sum(amount) as revenue
from purchase_day
where day <= observation_end()
group by customer_id
