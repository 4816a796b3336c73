-- What a shop customer of each channel is worth over his first three years, in expectation: first cohort, old prices, mean over first categories. The expected repeat purchases of a
-- Pareto/NBD in the time t are r beta / (alpha (s - 1)) (1 - (beta / (beta + t))^(s - 1)); the season is 1 on average over whole years. EUR, before discounting.
with category_mean as (
    select
        sum(share * rate) as rate,
        sum(share * cost_share) as first_cost,
        sum(share * rate * (truth('same_category_share') * cost_share + (1 - truth('same_category_share')) * other_cost)) / sum(share * rate) as later_cost
    from category, (select avg(cost_share) as other_cost from (select unnest(other_categories()) as category) join category using (category))
),
repeats as (
    select
        c.channel, c.cac_shop as cac, m.first_cost, m.later_cost, truth('spend_p') * truth('spend_v') * c.basket / (truth('spend_q') - 1) as order_value,
        c.rate * m.rate / truth('purchase_alpha') as rate_factor,
        rate_factor * expected_time(365) as repeat_orders_12_months,
        rate_factor * expected_time(1095) as repeat_orders_36_months
    from channel c, category_mean m
    where c.share_shop > 0
),
valued as (
    select
        *,
        (1 + repeat_orders_36_months) * order_value as revenue,
        revenue * (1 - truth('refund_share') * (truth('refund_full_share') + 0.5 * (1 - truth('refund_full_share'))))
            - (first_cost + repeat_orders_36_months * later_cost) * order_value as gross_profit,
        gross_profit - (1 + repeat_orders_36_months) * truth('contact_rate_shop') * each as contribution
    from repeats, mean_contact_cost
)
select
    channel,
    rank() over (order by contribution - cac desc) as rank_by_net_value,
    round(order_value, 6) as order_value,
    round(repeat_orders_12_months, 6) as repeat_orders_12_months,
    round(repeat_orders_36_months, 6) as repeat_orders_36_months,
    round(revenue, 6) as revenue_36_months,
    round(gross_profit, 6) as gross_profit_36_months,
    round(contribution, 6) as contribution_36_months,
    cac::double as cac,
    round(contribution - cac, 6) as net_of_cac_36_months,
    contribution < cac as loses_money
from valued
order by rank_by_net_value
