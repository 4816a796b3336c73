-- grain: one row per order id of the accepted order rows; an id that returns keeps its first row
create or replace table clv_order as
select order_id, min_by(customer_id, (file_no, row_no)) as customer_id, min_by(day, (file_no, row_no)) as day
from (
    ${rows}
)
where order_id is not null
group by order_id
