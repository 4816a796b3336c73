-- grain: channel, years_ago (0: the twelve months up to as_of(), 1: the twelve before). Cost of winning customers, those won, and what the latter are worth.
with won as (
    select
        coalesce(k.channel, '(unknown)') as channel, quotient(months_apart(k.cohort_month, month_start(as_of())), 12) as years_ago, count(*) as customers,
        sum(m.acquisition_cost) as cost
    from segment_of g
    join stg_customer k on k.customer_id = g.customer_id
    join mart_customer m on m.customer_id = g.customer_id
    where k.cohort_month is not null
    group by 1, 2
),
lost as (
    select
        coalesce(channel, '(unknown)') as channel, quotient(months_apart(plus_months(month, cac_lag_months()), month_start(as_of())), 12) as years_ago,
        sum(amount) as cost
    from mart_spend_unshared
    where winning
    group by 1, 2
)
select
    coalesce(w.channel, l.channel) as channel, coalesce(w.years_ago, l.years_ago)::integer as years_ago, coalesce(w.customers, 0) as customers,
    coalesce(w.cost, 0) + coalesce(l.cost, 0) as cost
from won w full join lost l on l.channel = w.channel and l.years_ago = w.years_ago
where coalesce(w.years_ago, l.years_ago) in (0, 1)
order by channel, years_ago
