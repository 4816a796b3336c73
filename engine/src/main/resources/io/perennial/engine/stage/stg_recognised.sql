-- grain: source, event_id, month. Revenue in the month in which it is earned, base currency; months after that of as_of() are deferred.
-- Without a service period the month of the day. A period of whole calendar months counts every month alike, any other by its days.
-- Each part is rounded to the minor unit and the last takes what is left: the parts of an event are its amount.
with event as (
    select
        source, event_id, customer_id, amount, day,
        coalesce(service_from, day) as first_day,
        greatest(coalesce(service_to, day), coalesce(service_from, day)) as last_day
    from stg_revenue
),
spread as (
    select *, first_day = month_start(first_day) and last_day = month_end(last_day) as whole_months
    from event
    where month_start(first_day) <> month_start(last_day)
),
calendar as (
    select distinct month, month_end(month) as month_last from stg_day
),
part as (
    select
        s.source, s.event_id, s.customer_id, s.amount, c.month,
        case when s.whole_months then months_apart(s.first_day, c.month)
            else days_between(s.first_day, greatest(c.month, s.first_day)) end as before,
        case when s.whole_months then months_apart(s.first_day, c.month) + 1
            else days_between(s.first_day, least(c.month_last, s.last_day)) + 1 end as reached,
        case when s.whole_months then months_apart(s.first_day, s.last_day) + 1
            else days_between(s.first_day, s.last_day) + 1 end as whole
    from spread s join calendar c on c.month >= month_start(s.first_day) and c.month <= s.last_day
),
rounded as (
    select source, event_id, customer_id, amount, month, reached = whole as last_part, to_minor(amount * (reached - before) / whole) as rounded
    from part
),
summed as (
    select
        *,
        coalesce(sum(rounded) over (
            partition by source, event_id order by month rows between unbounded preceding and 1 preceding), 0)::decimal(18, 4) as before_it
    from rounded
)
select source, event_id, customer_id, month_start(first_day) as month, amount, month_start(first_day) > as_of() as deferred
from event
where month_start(first_day) = month_start(last_day)
union all
select source, event_id, customer_id, month, case when last_part then amount - before_it else rounded end, month > as_of()
from summed
