-- grain: month, winning, channel. Spending that fell to nobody: nobody was acquired by the channel that month, or nobody of the segment was active.
with taken as (
    select distinct month, winning, channel, segment from mart_spend_taker
),
pooled as (
    select s.month, s.winning, s.channel, s.amount
    from stg_spend s
    left join taken t on t.month = s.month and t.winning = s.winning
        and t.channel is not distinct from s.channel and t.segment is not distinct from s.segment
    where s.customer_id is null and t.month is null
    union all
    select s.month, s.winning, s.channel, s.amount
    from stg_spend s
    left join stg_customer c on c.customer_id = s.customer_id
    where s.customer_id is not null and c.customer_id is null
)
select month, winning, channel, sum(amount)::decimal(18, 4) as amount
from pooled
group by month, winning, channel
