-- one row: orders without items, and orders whose own amount differs from the sum of their items
with heads as (
    select order_id, sum(amount) as amount from (${heads}) group by order_id
),
items as (
    select order_id, sum(amount) as amount from (${items}) group by order_id
)
select
    count(*) filter (items.order_id is null),
    count(*) filter (abs(heads.amount - items.amount) > 0.005)
from heads
left join items using (order_id)
