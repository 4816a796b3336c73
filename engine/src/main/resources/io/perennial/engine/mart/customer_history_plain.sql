-- grain: customer_id. The same as customer_history_netted, for order lines without refunds.
-- Counting distinct days of everybody groups all lines twice. Here one pass over the lines also collects the bits of their days: where as many bits are set as there are
-- lines, all lines lie on different days and the pass was enough. Only the other customers, who may have bought twice on a day, are grouped by day.
create or replace view customer_history as
with line as (
    select customer_id, day, amount
    from order_line
    where day between observation_start() and observation_end()
),
by_line as materialized (
    select
        customer_id,
        count(*) as purchases,
        min(day) as first_day,
        max(day) as last_day,
        min_by(amount, day) as first_amount,
        sum(amount) as revenue,
        bit_count(bit_or(day_bit(day))) as days_at_least
    from line
    group by customer_id
),
by_day as (
    select customer_id, day, sum(amount) as amount
    from line
    where customer_id in (select customer_id from by_line where days_at_least < purchases)
    group by customer_id, day
),
history as (
    select customer_id, purchases, first_day, last_day, first_amount, revenue
    from by_line
    where days_at_least = purchases
    union all
    select customer_id, count(*), min(day), max(day), min_by(amount, day), sum(amount)
    from by_day
    group by customer_id
)
select customer_id, purchases, first_day, last_day, first_amount, revenue as purchase_amount, revenue
from history
