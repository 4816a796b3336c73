-- grain: relationship. What was forecast on as_of() with what was known then, and what came (actual). Customers: those for whom anything was expected.
-- coverage_80: the share of them whose revenue lies in their 80 % interval; an end of it may be a sum of parts and carries their rounding.
with part as (
    select
        customer, case relationship when 0 then 'purchase' when 1 then 'subscription' else 'contract' end as relationship,
        sum(expected_revenue) as predicted, sum(value) - sqrt(sum(pow2(value - low))) as low, sum(value) + sqrt(sum(pow2(high - value))) as high
    from life_part
    group by customer, relationship
),
known as (
    select c.customer, a.relationship, a.amount from ${past}.actual a join life_customer c on c.customer_id = a.customer_id
),
compared as (
    select
        coalesce(p.relationship, k.relationship) as relationship,
        p.predicted, coalesce(k.amount, 0) as actual,
        coalesce(k.amount, 0)::double between p.low - 0.005 and p.high + 0.005 as covered
    from part p full join known k on k.customer = p.customer and k.relationship = p.relationship
    where coalesce(p.relationship, k.relationship) <> 'other'
)
select
    relationship,
    (count(*) filter (where predicted > 0))::bigint as customers,
    coalesce(sum(predicted), 0) as predicted,
    sum(actual)::decimal(38, 4) as actual,
    coalesce(sum(predicted), 0) / nullif(sum(actual), 0)::double - 1 as bias,
    coalesce((count(*) filter (where covered and predicted > 0)) / nullif(count(*) filter (where predicted > 0), 0)::double, 1) as coverage_80
from compared
group by relationship
