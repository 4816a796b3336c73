-- grain: customer_id, all of stg_customer. History and forecast of a customer, on basis(). Relationships of one customer are independent in the forecast.
-- Where the cost of goods is not on record and no margin is stated, history uses what life_factor says of it.
with stream as (
    select
        customer_id, string_agg(relationship, '+' order by position(relationship in 'purchase subscription contract')) as relationship,
        sum(expected_revenue) as expected_revenue, sum(clv) as clv, sum(lifetime_value) as lifetime_value,
        case when count(*) = 1 then min(clv_low) else sum(clv) - sqrt(sum(pow2((clv - clv_low)::double)))::decimal(38, 4) end as clv_low,
        case when count(*) = 1 then max(clv_high) else sum(clv) + sqrt(sum(pow2((clv_high - clv)::double)))::decimal(38, 4) end as clv_high,
        1 - product(1 - p_alive) as p_alive, product(churn_risk) as churn_risk,
        string_agg(model, '+' order by position(relationship in 'purchase subscription contract')) filter (where model <> '') as model
    from life_score_stream
    group by customer_id
),
history as (
    select
        m.customer_id, l.customer,
        m.revenue,
        coalesce(m.gross_profit, round(m.revenue::double * (1 - f.goods), minor_digits()))::decimal(38, 4) as gross_profit,
        (m.contact_cost + m.keeping_cost)::decimal(38, 4) as serving,
        m.acquisition_cost
    from mart_customer m
    join life_customer l on l.customer_id = m.customer_id
    join life_factor f on f.customer = l.customer
),
valued as (
    select
        h.customer_id, coalesce(s.relationship, 'none') as relationship,
        h.revenue::decimal(38, 4) as historic_revenue,
        h.gross_profit as historic_gross_profit,
        (h.gross_profit - h.serving)::decimal(38, 4) as historic_contribution,
        (h.gross_profit - h.serving - h.acquisition_cost)::decimal(38, 4) as historic_net_of_cac,
        coalesce(s.expected_revenue, 0) as expected_revenue, coalesce(s.clv, 0) as clv, coalesce(s.clv_low, 0) as clv_low, coalesce(s.clv_high, 0) as clv_high,
        coalesce(s.lifetime_value, 0) as lifetime_value,
        round(greatest(0, least(1, coalesce(s.p_alive, 0))), 12) as p_alive, round(greatest(0, least(1, coalesce(s.churn_risk, 1))), 12) as churn_risk,
        coalesce(s.model, '') as model
    from history h left join stream s on s.customer_id = h.customer_id
)
select
    as_of() as as_of, knowledge() as knowledge, customer_id, relationship, historic_revenue, historic_gross_profit, historic_contribution, historic_net_of_cac,
    expected_revenue, clv, clv_low, clv_high,
    (clv + case basis()
        when 'revenue' then historic_revenue
        when 'gross_profit' then historic_gross_profit
        when 'contribution' then historic_contribution
        else historic_net_of_cac end)::decimal(38, 4) as total_value,
    lifetime_value, p_alive, churn_risk, basis() as basis,
    horizon_months() as horizon_months, lifetime_months() as lifetime_months, discount_rate() as discount_rate, base_currency() as currency, model
from valued
