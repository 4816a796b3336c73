-- grain: customer_id. Every customer of this world, numbered from 0 in the order of customer_id, and which records there are of him: what a movement of money belongs to
-- depends on it.
with subscribed as (
    select distinct customer_id from stg_subscription
),
contracted as (
    select distinct customer_id from stg_contract
)
select
    (row_number() over (order by c.customer_id) - 1)::integer as customer,
    c.customer_id,
    s.customer_id is not null as subscribed,
    k.customer_id is not null as contracted
from stg_customer c
left join subscribed s on s.customer_id = c.customer_id
left join contracted k on k.customer_id = c.customer_id
