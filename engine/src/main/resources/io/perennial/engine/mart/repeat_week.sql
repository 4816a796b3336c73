-- grain: week since observation_start(), counted so that one ends with observation_end(). Repeat transactions up to holdout_end() of the customers acquired by
-- observation_end().
with first_purchase as (
    select customer, min(day) as first_day
    from origin_day
    where purchase
    group by customer
    having min(day) <= observation_end()
),
shift as (
    select
        7 * quotient(days_between(observation_start(), observation_end()), 7)
        + 6 - days_between(observation_start(), observation_end()) as days
)
select quotient(days_between(observation_start(), p.day) + s.days, 7)::integer as week, count(*)::integer as transactions
from origin_day p join first_purchase f on f.customer = p.customer cross join shift s
where p.purchase and p.day > f.first_day and p.day <= holdout_end()
group by week
order by week
