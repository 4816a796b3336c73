-- grain: driver. What each thing that changed between two days did to the value of all customers, base currency, unrounded. States, each with tables customer_… and stream_…:
-- then_first -> restated_first -> held (second day by the models and exchange rates of the first) -> old_models (by the models of the first) -> restated_second -> then_second.
-- A stream that goes on has the value quantity x each x margin; of its change each factor gets its Shapley value. Without a price or revenue at both ends all of it is quantity.
with total as (
    select 'then_first' as state, sum(historic)::double as historic, sum(clv)::double as clv from trend.main.customer_then_first
    union all select 'restated_first', sum(historic)::double, sum(clv)::double from trend.main.customer_restated_first
    union all select 'held', sum(historic)::double, sum(clv)::double from trend.main.customer_held
    union all select 'old_models', sum(historic)::double, sum(clv)::double from trend.main.customer_old_models
    union all select 'restated_second', sum(historic)::double, sum(clv)::double from trend.main.customer_restated_second
    union all select 'then_second', sum(historic)::double, sum(clv)::double from trend.main.customer_then_second
),
step as (
    select b.historic - a.historic as historic, b.clv - a.clv as clv, s.driver
    from (values
        ('corrections_first', 'then_first', 'restated_first'), ('exchange', 'held', 'old_models'), ('refit', 'old_models', 'restated_second'),
        ('corrections_second', 'restated_second', 'then_second')
    ) s (driver, first_state, second_state)
    join (select state, coalesce(historic, 0) as historic, coalesce(clv, 0) as clv from total) a on a.state = s.first_state
    join (select state, coalesce(historic, 0) as historic, coalesce(clv, 0) as clv from total) b on b.state = s.second_state
),
history as (
    select
        case when a.customer_id is null then 'new_customers' when b.customer_id is null then 'lost' else 'activity' end as driver,
        coalesce(b.historic, 0)::double - coalesce(a.historic, 0)::double as historic
    from trend.main.customer_restated_first a full join trend.main.customer_held b on b.customer_id = a.customer_id
),
stream as (
    select
        case
            when c.customer_id is null then 'new_customers'
            when b.customer_id is null then 'lost'
            when a.customer_id is null then 'returned'
            else 'stayed'
        end as fate,
        coalesce(a.clv, 0)::double as value_0, coalesce(b.clv, 0)::double as value_1,
        a.expected_revenue::double as revenue_0, b.expected_revenue::double as revenue_1, a.each as each_0, b.each as each_1
    from trend.main.stream_restated_first a
    full join trend.main.stream_held b on b.customer_id = a.customer_id and b.relationship = a.relationship
    left join trend.main.customer_restated_first c on c.customer_id = coalesce(a.customer_id, b.customer_id)
),
factor as (
    select
        *, revenue_0 / each_0 as quantity_0, revenue_1 / each_1 as quantity_1, value_0 / revenue_0 as margin_0, value_1 / revenue_1 as margin_1
    from stream
    where fate = 'stayed' and revenue_0 > 0 and revenue_1 > 0 and each_0 > 0 and each_1 > 0
),
shapley as (
    select
        sum((quantity_1 - quantity_0) * (2 * each_0 * margin_0 + each_0 * margin_1 + each_1 * margin_0 + 2 * each_1 * margin_1) / 6) as quantity,
        sum((each_1 - each_0) * (2 * quantity_0 * margin_0 + quantity_0 * margin_1 + quantity_1 * margin_0 + 2 * quantity_1 * margin_1) / 6) as each,
        sum((margin_1 - margin_0) * (2 * quantity_0 * each_0 + quantity_0 * each_1 + quantity_1 * each_0 + 2 * quantity_1 * each_1) / 6) as margin
    from factor
),
effect as (
    select driver, historic, clv from step
    union all select driver, historic, 0 from history
    union all select fate, 0, value_1 - value_0 from stream where fate <> 'stayed'
    union all
    select 'activity', 0, value_1 - value_0
    from stream
    where fate = 'stayed' and not coalesce(revenue_0 > 0 and revenue_1 > 0 and each_0 > 0 and each_1 > 0, false)
    union all select 'activity', 0, quantity from shapley
    union all select 'price', 0, each from shapley
    union all select 'margin', 0, margin from shapley
)
select driver, coalesce(sum(historic), 0)::double as historic, coalesce(sum(clv), 0)::double as predicted
from effect
group by driver
