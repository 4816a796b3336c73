-- grain: fact_table, currency. Facts up to as_of() left out because their currency has no rate on their day: how many, and how much in that currency.
with money as (
    select 'revenue_event' as fact_table, currency, business_day(occurred_at) as day, amount from current_revenue_event where currency <> base_currency()
    union all
    select 'subscription_state', currency, effective_on, mrr from current_subscription_state where currency <> base_currency() and mrr <> 0
    union all
    select 'contract', currency, least(coalesce(signed_on, starts_on), as_of()), value from current_contract where currency <> base_currency()
    union all
    select 'spend', currency, period, amount from current_spend where currency <> base_currency()
    union all
    select 'contact', currency, business_day(opened_at), cost from current_contact where currency <> base_currency() and cost is not null
    union all
    select 'payment_attempt', currency, business_day(attempted_at), amount from current_payment_attempt where currency <> base_currency()
    union all
    select 'outreach', currency, business_day(sent_at), cost from current_outreach where currency <> base_currency() and cost is not null
)
select m.fact_table, m.currency, count(*) as facts, sum(m.amount)::decimal(38, 4) as amount
from money m left join stg_rate r on r.currency = m.currency and r.day = m.day
where m.day <= as_of() and r.rate is null
group by m.fact_table, m.currency
