-- Cohort table: cumulative value
-- What the customers acquired in a period have brought by the end of each age, per original member, on the four bases. Costs from before acquisition count at age 0.
-- basis: revenue, gross_profit, contribution, net_of_cac
-- period: month
-- periods: month, quarter, year
-- columns: age count, size count, revenue money, gross_profit money, contribution money, net_of_cac money, unfinished flag
-- pivot: age net_of_cac
-- order: age
-- rows: revenue, contact, spend, outreach
with moved as (
    select
        m.segment, m.period, greatest(floor(months_apart(m.first_day, v.month) / period_months())::integer, 0) as age,
        sum(v.revenue) as revenue, sum(v.cost_of_goods) as cost_of_goods, sum(v.unknown_costs) as unknown_costs,
        sum(v.contact_cost + v.keeping_cost) as cost_to_serve, sum(v.acquisition_cost) as acquisition_cost
    from member m join mart_customer_month v on v.customer_id = m.customer_id
    group by m.segment, m.period, greatest(floor(months_apart(m.first_day, v.month) / period_months())::integer, 0)
),
gathered as (
    select
        c.segment, c.period, c.age, c.size, c.unfinished,
        sum(coalesce(v.revenue, 0)) over so_far as revenue,
        sum(coalesce(v.cost_of_goods, 0)) over so_far as cost_of_goods,
        sum(coalesce(v.unknown_costs, 0)) over so_far as unknown_costs,
        sum(coalesce(v.cost_to_serve, 0)) over so_far as cost_to_serve,
        sum(coalesce(v.acquisition_cost, 0)) over so_far as acquisition_cost
    from cohort c left join moved v on v.segment = c.segment and v.period = c.period and v.age = c.age
    window so_far as (partition by c.segment, c.period order by c.age)
)
select
    segment, period, age, size, share_of(revenue, size) as revenue,
    case when unknown_costs = 0 then share_of(revenue - cost_of_goods, size) end as gross_profit,
    case when unknown_costs = 0 then share_of(revenue - cost_of_goods - cost_to_serve, size) end as contribution,
    case when unknown_costs = 0 then share_of(revenue - cost_of_goods - cost_to_serve - acquisition_cost, size) end as net_of_cac,
    unfinished, size as n,
    case when unknown_costs > 0 then unknown_costs || ' events have no cost and no margin is set' end as reason
from gathered
