-- grain: customer_id, day. The same as purchase_day, for order lines without refunds.
create or replace table purchase_day as
select customer_id, day, sum(amount) as amount, true as purchase
from order_line
where day between observation_start() and known_until()
group by customer_id, day
