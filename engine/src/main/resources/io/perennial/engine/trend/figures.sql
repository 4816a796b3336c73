-- grain: one row. Sums over the customers scored in this world (life_score), in base currency: historic on the basis of the scores, predicted within the horizon, lifetime as segments
-- have it (historic before the cost of winning, and forecast within lifetime_months).
select
    count(*) as customers,
    coalesce(sum(total_value - clv), 0) as historic,
    coalesce(sum(clv), 0) as predicted,
    coalesce(sum(case basis
        when 'revenue' then historic_revenue
        when 'gross_profit' then historic_gross_profit
        else historic_contribution
    end + lifetime_value), 0) as lifetime
from life_score
