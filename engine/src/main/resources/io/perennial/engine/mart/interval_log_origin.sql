-- grain: one row. Mean natural logarithm of the intervals between purchase days, in days, over all customers of the sample, up to observation_end(); 0 when nobody came back. From the days as they were known at the origin.
with interval_day as (
    select days_between(lag(day) over (partition by customer order by day), day) as days
    from origin_day
    where purchase and day <= observation_end()
)
select coalesce(avg(ln(days)), 0) as mean_log_interval
from interval_day
where days is not null
