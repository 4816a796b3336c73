-- grain: day. Customers of the sample acquired on it, up to observation_end().
with first_purchase as (
    select customer, min(day) as first_day
    from origin_day
    where purchase
    group by customer
    having min(day) <= observation_end()
)
select days_between(observation_start(), first_day)::integer as day, count(*)::integer as customers
from first_purchase
group by day
order by day
