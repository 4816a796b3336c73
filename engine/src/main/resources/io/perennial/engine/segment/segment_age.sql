-- grain: key and all (whole), age in months from 0, that of acquisition. members: customers, acquired while spending is on record, who have seen the whole month of that age;
-- gross_profit: what these brought in it, revenue where a cost of goods is unknown (known_revenue: the revenue without such events). What came before acquisition counts at age 0.
with covered as (
    select plus_months(min(month), cac_lag_months()) as first_month, plus_months(max(month), cac_lag_months()) as last_month from stg_spend where winning
),
member as (
    select
        g.key, m.customer_id, m.cohort_month,
        -- the last complete month
        months_apart(m.cohort_month, plus_days(as_of(), 1)) - 1 as last_age
    from segment_of g
    join mart_customer m on m.customer_id = g.customer_id
    cross join covered c
    where m.cohort_month between c.first_month and c.last_month or m.acquisition_cost > 0
),
earned as (
    select m.key, greatest(months_apart(m.cohort_month, v.month), 0) as age, sum(v.revenue) as revenue, sum(v.revenue - v.cost_of_goods) as gross_profit
    from member m join mart_customer_month v on v.customer_id = m.customer_id
    where greatest(months_apart(m.cohort_month, v.month), 0) <= m.last_age
    group by m.key, greatest(months_apart(m.cohort_month, v.month), 0)
),
size as (
    select key, last_age, count(*) as members from member where last_age >= 0 group by key, last_age
),
seen as (
    select z.key, a.age, sum(z.members) as members
    from size z, (select unnest(range(1200)) as age) a
    where a.age <= z.last_age
    group by z.key, a.age
)
select
    s.key, grouping(s.key) = 1 as whole, s.age::integer as age, sum(s.members)::bigint as members,
    coalesce(sum(e.revenue), 0) as revenue, coalesce(sum(e.gross_profit), 0) as gross_profit
from seen s left join earned e on e.key = s.key and e.age = s.age
group by grouping sets ((s.key, s.age), (s.age))
order by whole, s.key, s.age
