-- grain: one row per line of an order, in file order; key: clv_row
-- The first head of an order counts; lines of unknown orders have no head.
create or replace temp table clv_order_line as
with head as (
    select
        ${head_order} as clv_order,
        ${head_columns}
    from ${heads}
    qualify row_number() over (partition by clv_order) = 1
),
line as (
    select
        *,
        ${line_order} as clv_order,
        row_number() over () as clv_row
    from ${lines}
)
select line.* exclude (clv_order), head.* exclude (clv_order)
from line
left join head on head.clv_order = line.clv_order
order by clv_row
