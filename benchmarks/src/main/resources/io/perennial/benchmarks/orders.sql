-- grain: order. A shop of customers() customers observed for 1,095 days, five orders each on average. Every draw is a hash of customer, order and seed(), so the
-- same numbers come out of every run: a Pareto/NBD. The time L a customer stays is exponential with a gamma rate (Pareto, s = 0.8, beta = 300 days), cut at the end; given L the
-- number of repeat purchases is geometric with a mean proportional to L, a Poisson process with an exponential rate (r = 1). Times are uniform over L.
with customer as (
    select
        i as customer,
        (uniform(i, 1) * 1000)::integer as first_day,
        300 * (power(1 - uniform(i, 2), -1 / 0.8) - 1) as stay
    from range(customers()) t(i)
),
history as (
    select customer, first_day, least(stay, 1094 - first_day) as days
    from customer
),
counted as (
    select customer, first_day, days, floor(ln(1 - uniform(customer, 3)) / ln(1 - 1 / (1 + days / 62)))::integer as repeats
    from history
)
select
    'C' || lpad(customer::varchar, 9, '0') as customer_id,
    date '2022-01-01' + first_day + case when purchase = 0 then 0 else ceil(uniform(customer * 4096 + purchase, 4) * days)::integer end as order_date,
    round(exp(2.5 + 1.2 * uniform(customer, 5) + 0.8 * uniform(customer * 4096 + purchase, 6)), 2)::decimal(12, 2) as amount
from counted, range(repeats + 1) r(purchase)
order by order_date, hash(customer)
