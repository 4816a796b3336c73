-- grain: day. The calendar from the first day of any fact to ten years after as_of().
with first_day as (
    select least(
        (select min(occurred_at)::date from revenue_event), (select min(effective_on) from subscription_state),
        (select min(starts_on) from contract), (select min(service_from) from revenue_event), (select min(period) from spend),
        (select min(opened_at)::date from contact), (select min(attempted_at)::date from payment_attempt), (select min(sent_at)::date from outreach),
        (select min(acquired_on) from customer), (select min(day) from exchange_rate), (select min(answered_at)::date from survey),
        (select min(day) from usage), as_of()) as day
)
select
    day,
    month_start(day) as month,
    quarter_start(day) as quarter
from day_span((select month_start(plus_days(day, -31)) from first_day), plus_months(as_of(), 120))
