-- What a month of a box subscriber brings in expectation, and for how many months he stays at the base hazard (factor 1, nothing in force). EUR, old prices, before discounting; refunds
-- and chargebacks taken off, half of the failed payments' boxes not counted.
select
    plan,
    churn_hazard,
    round(1 / churn_hazard, 6) as mean_months,
    round(price / months, 6) as price_per_month,
    round(price / months * (1 - cost_share - truth('box_refund_share') - truth('chargeback_share')), 6) as gross_profit_per_month,
    round(contact_rate * each, 6) as cost_to_serve_per_month,
    round(gross_profit_per_month - cost_to_serve_per_month, 6) as contribution_per_month,
    gross_profit_per_month < cost_to_serve_per_month as negative_value
from plan, mean_contact_cost
order by plan
