-- grain: week since observation_start(). Repeat transactions up to holdout_end() of the customers acquired by observation_end().
with first_purchase as (
    select customer, min(day) as first_day
    from origin_day
    where purchase
    group by customer
    having min(day) <= observation_end()
)
select quotient(days_between(observation_start(), p.day), 7)::integer as week, count(*)::integer as transactions
from origin_day p join first_purchase f on f.customer = p.customer
where p.purchase and p.day > f.first_day and p.day <= holdout_end()
group by week
order by week
