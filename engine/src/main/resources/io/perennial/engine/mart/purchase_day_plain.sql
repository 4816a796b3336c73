-- grain: customer_id, day. Purchases of one customer on one day are one transaction.
-- amount: money paid that day. purchase: whether the day counts as a transaction.
-- For order lines without refunds, where nothing has to be netted.
create or replace view purchase_day as
select customer_id, day, sum(amount) as amount, true as purchase
from order_line
where day between observation_start() and known_until()
group by customer_id, day
