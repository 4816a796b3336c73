select
    customer_id,
    day,
    order_id,
    case when amount < 0 then 'refund' else 'order' end as kind,
    amount
from ${rows}
where ${filter}
