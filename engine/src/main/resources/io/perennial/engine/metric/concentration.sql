-- Concentration of revenue
-- Share of the revenue of the period that the customers with most of it hold (Pareto), and the Gini coefficient, among those who paid anything. Who got back more than he paid counts as 0.
-- basis: revenue
-- period: all
-- columns: customers count, revenue money, top_1_percent rate, top_5_percent rate, top_10_percent rate, top_20_percent rate, top_50_percent rate, gini number, mean money, median money
-- rows: revenue
with spent as (
    select s.segment, p.period, r.customer_id, greatest(sum(r.amount), 0) as amount
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join period p on r.day between p.first_day and p.last_day
    group by s.segment, p.period, r.customer_id
),
ranked as (
    select
        segment, period, amount,
        row_number() over (partition by segment, period order by amount desc, customer_id) as place,
        count(*) over (partition by segment, period) as customers
    from spent
),
summed as (
    select
        segment, period, count(*) as customers, sum(amount) as revenue,
        sum(amount) filter (where place <= ceil(0.01 * customers)) as top_1,
        sum(amount) filter (where place <= ceil(0.05 * customers)) as top_5,
        sum(amount) filter (where place <= ceil(0.10 * customers)) as top_10,
        sum(amount) filter (where place <= ceil(0.20 * customers)) as top_20,
        sum(amount) filter (where place <= ceil(0.50 * customers)) as top_50,
        sum((customers + 1 - 2 * place)::double * amount::double) as spread,
        avg(amount) as mean, median(amount) as median
    from ranked
    group by segment, period
)
select
    g.segment, g.period, coalesce(v.customers, 0) as customers, coalesce(v.revenue, 0) as revenue,
    share_of(v.top_1, v.revenue) as top_1_percent, share_of(v.top_5, v.revenue) as top_5_percent, share_of(v.top_10, v.revenue) as top_10_percent,
    share_of(v.top_20, v.revenue) as top_20_percent, share_of(v.top_50, v.revenue) as top_50_percent,
    share_of(v.spread, v.customers * v.revenue) as gini, v.mean, v.median, coalesce(v.customers, 0) as n,
    case when v.customers is null then 'nobody paid' when v.revenue = 0 then 'revenue is 0' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
