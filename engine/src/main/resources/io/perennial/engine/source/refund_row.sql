-- A refund belongs to the customer of the order it reverses; it happened on its own day where that is known.
select
    h.customer_id,
    coalesce(r.day, h.day) as day,
    r.order_id,
    'refund' as kind,
    -r.refund as amount
from ${rows} as r
join clv_order as h using (order_id)
where r.rule is null and r.refund > 0
