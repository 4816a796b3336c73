-- grain: one row per run of days without facts between days with facts; first and last day of the run, days that have facts, first and last day of all
with days as (
    select distinct cast(happened as date) as day
    from clv_fact
    where happened > TIMESTAMP '1970-01-01'
),
neighbours as (
    select
        day,
        lead(day) over (order by day) as next_day
    from days
)
select
    (select min(day) from days),
    (select max(day) from days),
    (select count(*) from days),
    day + 1,
    next_day - 1
from neighbours
where next_day - day > 1 or next_day is null
order by day
