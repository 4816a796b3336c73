-- grain: customer_id, month, winning. What of the spending falls to a customer, to the minor unit: the shares of a sum add up to it.
-- Spending for one customer is his; other spending is shared equally among its takers. What falls to nobody is in mart_spend_unshared.
with taker as (
    select
        month, winning, amount, customer_id,
        row_number() over (partition by month, winning, channel, segment order by customer_id) as position,
        count(*) over (partition by month, winning, channel, segment) as takers
    from mart_spend_taker
),
-- the first up to position of takers have together amount * position / takers, rounded: an odd minor unit falls evenly
shared as (
    select
        customer_id, month, winning,
        case when position = takers then amount else part_to_minor(amount, position, takers) end
            - case when position = 1 then 0 else part_to_minor(amount, position - 1, takers) end as amount
    from taker
),
stated as (
    select s.customer_id, s.month, s.winning, s.amount
    from stg_spend s join stg_customer c on c.customer_id = s.customer_id
)
select customer_id, month, winning, sum(amount)::decimal(18, 4) as amount
from (select * from shared union all select * from stated) every_share
group by customer_id, month, winning
