-- Money given back on an order, stated in the order's own row; an order that was voided or never paid gives back all of it.
select
    customer_id,
    day,
    order_id,
    'refund' as kind,
    -(case when reversed then amount else refund end) as amount
from ${rows}
where rule is null and ${filter} and case when reversed then amount else refund end > 0
