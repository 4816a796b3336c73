-- one row over all order lines
select
    min(day),
    max(day) filter (kind = 'order'),
    max(day),
    coalesce(bool_or(kind = 'refund'), false),
    count(*) filter (kind = 'order'),
    count(*) filter (amount = 0),
    count(*) filter (kind = 'refund' and order_id is null),
    coalesce(sum(amount) filter (kind = 'order'), 0),
    coalesce(max(amount), 0),
    arg_max(customer_id, amount),
    arg_max(day, amount)
from order_line
