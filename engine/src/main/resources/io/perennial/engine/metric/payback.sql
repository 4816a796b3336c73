-- CAC payback
-- simple_months: acquisition cost of the customers acquired in the period over their mean gross profit per active month. curve_months: the first month of age at whose end the cumulative gross profit of all of them covers it; every one counts only ages all have reached.
-- basis: gross_profit
-- period: quarter
-- columns: acquired count, cac money, monthly_gross_profit money, simple_months months, curve_months months, months_seen months
-- rows: revenue, spend where winning
with member as (
    select s.segment, p.period, m.customer_id, m.cohort_month, m.acquisition_cost
    from mart_customer m
    join segment s on s.customer_id = m.customer_id
    join period p on m.acquired_on between p.first_day and p.last_day
),
cohort as (
    select
        segment, period, count(*) as acquired, sum(acquisition_cost) as cost,
        -- the youngest members have seen this many whole months since that of their acquisition
        months_apart(max(cohort_month), plus_days(as_of(), 1)) - 1 as last_age
    from member
    group by segment, period
),
monthly as (
    select
        m.segment, m.period, months_apart(m.cohort_month, v.month) as age, sum(v.revenue - v.cost_of_goods) as gross_profit,
        sum(v.unknown_costs) as unknown_costs
    from member m join mart_customer_month v on v.customer_id = m.customer_id
    group by m.segment, m.period, months_apart(m.cohort_month, v.month)
),
active as (
    select m.segment, m.period, count(*) as customer_months
    from member m join mart_active a on a.customer_id = m.customer_id
    group by m.segment, m.period
),
total as (
    select segment, period, sum(gross_profit) as gross_profit, sum(unknown_costs) as unknown_costs from monthly group by segment, period
),
curve as (
    select segment, period, age, sum(gross_profit) over (partition by segment, period order by age) as gathered from monthly
),
paid_back as (
    select c.segment, c.period, min(u.age) + 1 as months
    from cohort c join curve u on u.segment = c.segment and u.period = c.period
    where u.age between 0 and c.last_age and u.gathered >= c.cost
    group by c.segment, c.period
)
select
    g.segment, g.period, coalesce(c.acquired, 0) as acquired, share_of(c.cost, c.acquired) as cac,
    case when t.unknown_costs = 0 then share_of(t.gross_profit, a.customer_months) end as monthly_gross_profit,
    case when t.unknown_costs = 0 and t.gross_profit > 0 and c.cost > 0 then share_of(share_of(c.cost, c.acquired), share_of(t.gross_profit, a.customer_months)) end
        as simple_months,
    case when t.unknown_costs = 0 and c.cost > 0 then b.months end as curve_months,
    c.last_age + 1 as months_seen, coalesce(c.acquired, 0) as n,
    case
        when c.acquired is null then 'nobody was acquired'
        when c.cost = 0 then 'no acquisition cost is known'
        when t.unknown_costs > 0 then t.unknown_costs || ' events have no cost and no margin is set'
        when t.gross_profit is null or t.gross_profit <= 0 then 'no gross profit yet'
        when b.months is null then 'not paid back within the ' || case when c.last_age = 0 then 'month' else (c.last_age + 1) || ' months' end || ' seen'
    end as reason
from grid g
left join cohort c on c.segment = g.segment and c.period = g.period
left join total t on t.segment = g.segment and t.period = g.period
left join active a on a.segment = g.segment and a.period = g.period
left join paid_back b on b.segment = g.segment and b.period = g.period
