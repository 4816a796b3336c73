-- grain: interval_name, plan of every subscription that ever paid or is in a trial, numbered from 0.
with used as (
    select interval_name, plan from life_piece
    union
    select interval_name, plan from life_subscriber
)
select (row_number() over (order by interval_name, plan) - 1)::integer as plan_group, interval_name, plan
from used
