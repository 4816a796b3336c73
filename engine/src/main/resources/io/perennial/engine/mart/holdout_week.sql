-- grain: customer, week after observation_end(), where anything happened up to holdout_end(). The same customers as in holdout.
with acquired as (
    select customer from origin_day where purchase and day <= observation_end() group by customer
)
select
    p.customer,
    quotient(days_between(observation_end(), p.day) - 1, 7)::integer as week,
    (count(*) filter (where p.purchase))::integer as transactions,
    sum(p.amount)::double as spend
from origin_day p join acquired a on a.customer = p.customer
where p.day > observation_end() and p.day <= holdout_end()
group by p.customer, week
order by p.customer, week
