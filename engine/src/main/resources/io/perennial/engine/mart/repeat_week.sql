-- grain: week since the first day of the observation window, customers acquired by observation_end(). Repeat purchase days of these customers.
with first_purchase as (
    select customer_id, min(day) as first_day
    from purchase_day_sample
    where purchase
    group by customer_id
    having min(day) <= observation_end()
)
select (days_between(observation_start(), p.day) // 7)::integer as week, count(*)::double as transactions
from purchase_day_sample p join first_purchase f on f.customer_id = p.customer_id
where p.purchase and p.day > f.first_day and p.day <= holdout_end()
group by week
order by week
