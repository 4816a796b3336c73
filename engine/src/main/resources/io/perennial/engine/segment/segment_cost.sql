-- grain: key, and one row for all (whole). What winning and serving the customers of each segment has cost so far, base currency.
-- counted: those acquired in the months that spending on record covers (and the lag), or with a cost of their own: over whom the cost is shared.
with covered as (
    select plus_months(min(month), cac_lag_months()) as first_month, plus_months(max(month), cac_lag_months()) as last_month from stg_spend where winning
),
active as (
    select a.customer_id, count(*) as months
    from mart_active a semi join segment_of g on g.customer_id = a.customer_id
    group by a.customer_id
)
select
    g.key, grouping(g.key) = 1 as whole,
    sum(m.acquisition_cost) as acquisition_cost,
    count(*) filter (where m.cohort_month between c.first_month and c.last_month or m.acquisition_cost > 0) as counted,
    count(*) filter (where m.acquired_on > plus_months(as_of(), -12)) as acquired_last_year,
    sum(m.contact_cost) as contact_cost, sum(m.keeping_cost) as keeping_cost, sum(m.unknown_costs) as unknown_costs,
    coalesce(sum(a.months), 0)::bigint as active_months
from segment_of g
join mart_customer m on m.customer_id = g.customer_id
left join active a on a.customer_id = g.customer_id
cross join covered c
group by grouping sets ((g.key), ())
