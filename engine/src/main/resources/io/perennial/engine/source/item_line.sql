-- Line items take customer and day from their order.
select
    h.customer_id,
    h.day,
    r.order_id,
    case when r.amount < 0 then 'refund' else 'order' end as kind,
    r.amount
from ${rows} as r
join clv_order as h using (order_id)
where r.rule is null
