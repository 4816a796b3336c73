-- Gross margin
-- Revenue less the cost of what was sold, over revenue. Costs come from the events, else from the margin in the settings.
-- basis: gross_profit
-- period: month
-- columns: revenue money, cost_of_goods money, gross_profit money, margin rate
-- rows: revenue
with summed as (
    select
        s.segment, p.period, sum(m.revenue) as revenue, sum(m.cost_of_goods) as cost_of_goods, sum(m.unknown_costs) as unknown_costs,
        count(distinct m.customer_id) as n
    from mart_customer_month m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    where m.revenue <> 0 or m.cost_of_goods <> 0 or m.unknown_costs > 0
    group by s.segment, p.period
),
known as (
    select *, case when unknown_costs = 0 then revenue - cost_of_goods end as gross_profit from summed
)
select
    g.segment, g.period, coalesce(v.revenue, 0) as revenue, case when v.unknown_costs = 0 then v.cost_of_goods end as cost_of_goods, v.gross_profit,
    share_of(v.gross_profit, v.revenue) as margin, coalesce(v.n, 0) as n,
    case
        when v.n is null then 'no revenue'
        when v.unknown_costs > 0 then v.unknown_costs || ' events have no cost and no margin is set'
        when v.revenue = 0 then 'revenue is 0'
    end as reason
from grid g left join known v on v.segment = g.segment and v.period = g.period
