-- grain: source, subscription_id with a future: in force or in a trial on as_of(). age: renewals behind it; next_days: days to the next renewal.
-- status: 0 active, 1 past_due, 2 paused, 3 trialing. mrr: 0 for a trial, which is valued at the mean of the plan.
with trial as (
    select s.source, s.subscription_id, c.customer, coalesce(s.interval, 'month') as interval_name, coalesce(s.plan, '') as plan, s.from_day
    from stg_subscription s join life_customer c on c.customer_id = s.customer_id
    where s.to_day is null and s.status = 'trialing'
),
stream as (
    select
        customer, interval_name, plan, mrr, start_day, from_day,
        whole_periods(interval_name, start_day, as_of()) as age,
        case status when 'active' then 0 when 'past_due' then 1 else 2 end as status
    from life_piece
    where to_day is null and mrr > 0
)
select
    customer, interval_name, plan, mrr, least(age, 5000)::integer as age, status::integer as status,
    days_between(as_of(), after_periods(interval_name, start_day, age + 1))::double as next_days
from stream
union all
select customer, interval_name, plan, 0, 0, 3, days_between(as_of(), after_periods(interval_name, as_of(), 1))::double / 2
from trial
