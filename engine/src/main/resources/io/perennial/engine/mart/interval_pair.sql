-- grain: customer of the sample with three purchase days or more, up to observation_end(). The first two intervals between purchases, in days.
with numbered as (
    select customer, day,
        row_number() over (partition by customer order by day) as purchase_number,
        days_between(lag(day) over (partition by customer order by day), day) as interval_days
    from purchase_day_sample
    where purchase and day <= observation_end()
)
select
    (max(interval_days) filter (where purchase_number = 2))::double as first_interval,
    (max(interval_days) filter (where purchase_number = 3))::double as second_interval
from numbered
where purchase_number <= 3
group by customer
having count(*) = 3
order by customer
