-- grain: status. How states between paying and leaving ended: with payment or with the end of the subscription.
with state as (
    select status, lead(status) over (partition by source, subscription_id order by from_day) as next_status
    from stg_subscription
)
select
    (case status when 'past_due' then 1 when 'paused' then 2 else 3 end)::integer as status,
    (count(*) filter (where next_status = 'active'))::double as returned,
    (count(*) filter (where next_status = 'cancelled'))::double as gone
from state
where status in ('past_due', 'paused', 'trialing')
group by all
order by all
