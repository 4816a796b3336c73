-- grain: customer_id. The customers behind the figures of segments.
select
    g.key, s.customer_id, k.acquired_on, s.relationship, s.total_value - s.clv as historic, s.clv as predicted, s.total_value as total,
    case s.basis
        when 'revenue' then s.historic_revenue
        when 'gross_profit' then s.historic_gross_profit
        else s.historic_contribution
    end + s.lifetime_value as lifetime,
    m.acquisition_cost, s.p_alive, s.churn_risk, s.tier
from segment_of g
join scored s on s.customer_id = g.customer_id
join stg_customer k on k.customer_id = g.customer_id
join mart_customer m on m.customer_id = g.customer_id
order by g.key, total desc, s.customer_id
