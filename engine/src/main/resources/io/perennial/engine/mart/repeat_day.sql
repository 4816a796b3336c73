-- grain: day. Repeat transactions up to observation_end() of the customers acquired by then; day counts from observation_start().
with first_purchase as (
    select customer, min(day) as first_day
    from origin_day
    where purchase
    group by customer
    having min(day) <= observation_end()
)
select days_between(observation_start(), p.day)::integer as day, count(*)::integer as transactions
from origin_day p join first_purchase f on f.customer = p.customer
where p.purchase and p.day > f.first_day and p.day <= observation_end()
group by p.day
order by p.day
