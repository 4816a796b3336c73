-- grain: customer_id, relationship. life_stream as it is kept; money is rounded here once, and the sums of score are sums of these.
select
    as_of() as as_of, knowledge() as knowledge, c.customer_id,
    case s.relationship when 0 then 'purchase' when 1 then 'subscription' else 'contract' end as relationship,
    s.expected_revenue::decimal(38, 4) as expected_revenue, s.clv::decimal(38, 4) as clv,
    s.clv_low::decimal(38, 4) as clv_low, s.clv_high::decimal(38, 4) as clv_high, s.lifetime_value::decimal(38, 4) as lifetime_value,
    s.p_alive, s.churn_risk, basis() as basis,
    case s.relationship when 0 then purchase_model() when 1 then subscription_model() else contract_model() end as model
from life_stream s join life_customer c on c.customer = s.customer
