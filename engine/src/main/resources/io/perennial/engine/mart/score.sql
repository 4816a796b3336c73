-- grain: customer_id. One row per customer: history, forecast, value, tier. Times in units of unit_days() days; money on the run's basis.
-- The forecast functions take the customer's position in customer_summary.
create or replace view score as
select
    customer_id,
    frequency,
    recency_days / unit_days() as recency,
    observed_days / unit_days() as "T",
    monetary_value,
    score_p_alive(position) as p_alive,
    score_p_buy(position) as p_buy,
    score_expected_transactions(position) as expected_transactions,
    score_expected_spend(position) as expected_spend,
    score_clv(position) as clv,
    score_clv_low(position) as clv_low,
    score_clv_high(position) as clv_high,
    on_margin(revenue) as historic_clv,
    as_of() + score_next_purchase_days(position) as next_purchase_date,
    tier_name(score_clv(position)) as tier
from customer_summary
union all
select
    customer_id, 0, 0, observed_days / unit_days(), null, 0, 0, 0, 0, 0, 0, 0, on_margin(revenue), null, tier_name(0)
from reversed_customer
