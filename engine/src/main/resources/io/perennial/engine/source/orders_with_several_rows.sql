-- orders that have two rows which differ: then a row is a line item
select count(*)
from (
    select order_id
    from ${rows}
    where rule is null and order_id is not null
    group by order_id
    having min(row_hash) <> max(row_hash)
)
