-- grain: customer, relationship, those there are records of. The forecast of the relationship on basis(), parts being independent: expectations add up, and so do the squares of the
-- distances from an expectation to the ends of its interval. Where a unit of revenue costs more than it brings, the ends change places.
-- Without a part nothing more is expected: the customer is gone.
with part as (
    select
        customer, relationship, sum(expected_revenue) as expected_revenue, sum(value) as value, sum(lifetime) as lifetime,
        sqrt(sum(pow2(value - low))) as below, sqrt(sum(pow2(high - value))) as above,
        1 - product(1 - p_alive) as p_alive, product(risk) as churn_risk
    from life_part
    group by customer, relationship
),
bond as (
    select customer, 0 as relationship from life_buyer
    union all select customer, 1 from life_customer where subscribed
    union all select customer, 2 from life_customer where contracted
),
factor as (
    select customer, case basis() when 'revenue' then 1 when 'gross_profit' then 1 - goods else 1 - goods - serving end as factor from life_factor
)
select
    b.customer, b.relationship,
    coalesce(p.expected_revenue, 0) as expected_revenue,
    coalesce(p.value * f.factor, 0) as clv,
    coalesce(p.value * f.factor - case when f.factor < 0 then -f.factor * p.above else f.factor * p.below end, 0) as clv_low,
    coalesce(p.value * f.factor + case when f.factor < 0 then -f.factor * p.below else f.factor * p.above end, 0) as clv_high,
    coalesce(p.lifetime * f.factor, 0) as lifetime_value,
    round(greatest(0, least(1, coalesce(p.p_alive, 0))), 12) as p_alive,
    round(greatest(0, least(1, coalesce(p.churn_risk, 1))), 12) as churn_risk
from bond b
join factor f on f.customer = b.customer
left join part p on p.customer = b.customer and p.relationship = b.relationship
