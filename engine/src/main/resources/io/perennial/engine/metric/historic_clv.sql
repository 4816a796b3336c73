-- Historic customer lifetime value
-- What the customers of a group have brought in the period, in total and per customer, on the four bases; with their mean age, because averages mix ages.
-- basis: revenue, gross_profit, contribution, net_of_cac
-- period: all
-- columns: customers count, revenue money, gross_profit money, contribution money, net_of_cac money, revenue_each money, gross_profit_each money, contribution_each money, net_of_cac_each money, age_months months
-- rows: revenue, contact, spend, outreach
with value as (
    select
        s.segment, p.period, sum(m.revenue) as revenue, sum(m.cost_of_goods) as cost_of_goods, sum(m.unknown_costs) as unknown_costs,
        sum(m.contact_cost) as contact_cost, sum(m.keeping_cost) as keeping_cost, sum(m.acquisition_cost) as acquisition_cost
    from mart_customer_month m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
people as (
    select s.segment, p.period, count(*) as customers, avg(days_between(c.acquired_on, p.last_day)) / 30.436875 as age_months
    from stg_customer c
    join segment s on s.customer_id = c.customer_id
    join period p on c.acquired_on <= p.last_day
    group by s.segment, p.period
),
filled as (
    select
        g.segment, g.period, coalesce(n.customers, 0) as customers, n.age_months, coalesce(v.unknown_costs, 0) as unknown_costs,
        coalesce(v.revenue, 0) as revenue, coalesce(v.cost_of_goods, 0) as cost_of_goods, coalesce(v.contact_cost, 0) as contact_cost,
        coalesce(v.keeping_cost, 0) as keeping_cost, coalesce(v.acquisition_cost, 0) as acquisition_cost
    from grid g
    left join value v on v.segment = g.segment and v.period = g.period
    left join people n on n.segment = g.segment and n.period = g.period
),
based as (
    select
        *,
        case when unknown_costs = 0 then revenue - cost_of_goods end as gross_profit,
        case when unknown_costs = 0 then revenue - cost_of_goods - contact_cost - keeping_cost end as contribution,
        case when unknown_costs = 0 then revenue - cost_of_goods - contact_cost - keeping_cost - acquisition_cost end as net_of_cac
    from filled
)
select
    segment, period, customers, revenue, gross_profit, contribution, net_of_cac,
    share_of(revenue, customers) as revenue_each, share_of(gross_profit, customers) as gross_profit_each,
    share_of(contribution, customers) as contribution_each, share_of(net_of_cac, customers) as net_of_cac_each, age_months,
    customers as n,
    case
        when customers = 0 then 'no customers'
        when unknown_costs > 0 then unknown_costs || ' events have no cost and no margin is set'
    end as reason
from based
