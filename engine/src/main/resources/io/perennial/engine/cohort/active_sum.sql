-- grain: segment, period, step. How many members of a cohort are expected to be active in each step. Whoever has been active in the period that runs (seen_from: its first month)
-- stays so in step 0; all others are active unless every part of their future fails. Probabilities are rounded once, so that the sum does not depend on its order.
with chance as (
    select c.customer_id, p.step, (1 - product(1 - p.p))::decimal(38, 12) as p
    from life_presence p join life_customer c on c.customer = p.customer
    group by c.customer_id, p.step
),
seen as (
    select distinct customer_id, 0 as step from mart_active where month >= ${seen_from}
),
step as (
    select unnest(range(${steps}))::integer as step
),
expected as (
    select
        m.segment, m.period, t.step, count(*) as size,
        sum(case when s.customer_id is not null then 1 else coalesce(c.p, 0) end)::decimal(38, 12) as active
    from member m cross join step t
    left join chance c on c.customer_id = m.customer_id and c.step = t.step
    left join seen s on s.customer_id = m.customer_id and s.step = t.step
    group by m.segment, m.period, t.step
)
select
    segment, period, step, round(active, 4) as active, share_of(active, size) as retention,
    wilson_low(active::double, size::double) as low, wilson_high(active::double, size::double) as high
from expected
order by segment, period, step
