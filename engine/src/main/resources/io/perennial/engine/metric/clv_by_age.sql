-- Historic customer lifetime value by age
-- What customers have brought so far, on average, by full years since they were acquired: young customers had less time.
-- basis: revenue, gross_profit, contribution, net_of_cac
-- period: all
-- columns: years_old count, customers count, revenue_each money, gross_profit_each money, contribution_each money, net_of_cac_each money
-- order: years_old
-- rows: revenue, contact, spend, outreach
with aged as (
    select s.segment, p.period, floor(days_between(m.acquired_on, as_of()) / 365.2425)::integer as years_old, m.*
    from mart_customer m
    join segment s on s.customer_id = m.customer_id
    join period p on m.acquired_on between p.first_day and p.last_day
)
select
    segment, period, years_old, count(*) as customers,
    avg(revenue) as revenue_each,
    case when sum(unknown_costs) = 0 then avg(gross_profit) end as gross_profit_each,
    case when sum(unknown_costs) = 0 then avg(contribution) end as contribution_each,
    case when sum(unknown_costs) = 0 then avg(net_of_cac) end as net_of_cac_each,
    count(*) as n,
    case when sum(unknown_costs) > 0 then sum(unknown_costs) || ' events have no cost and no margin is set' end as reason
from aged
group by segment, period, years_old
