-- grain: years_ago (0: the three months up to as_of(), 1: the same a year before). Inputs of lifetime value.
with span as (
    select 0 as years_ago, plus_months(as_of(), -3) as after, as_of() as until
    union all
    select 1, plus_months(as_of(), -15), plus_months(as_of(), -12)
)
select
    s.years_ago,
    (select count(distinct a.customer_id) from mart_active a where a.month > s.after and a.month <= s.until) as active,
    (select sum(m.revenue)::double from mart_customer_month m where m.month > s.after and m.month <= s.until) as revenue,
    (select sum(m.revenue - m.cost_of_goods)::double from mart_customer_month m where m.month > s.after and m.month <= s.until) as gross_profit,
    (select sum(c.acquisition_cost)::double from mart_customer c where c.acquired_on > s.after and c.acquired_on <= s.until) as acquisition_cost,
    (select count(*) from mart_customer c where c.acquired_on > s.after and c.acquired_on <= s.until) as acquired
from span s
order by s.years_ago
