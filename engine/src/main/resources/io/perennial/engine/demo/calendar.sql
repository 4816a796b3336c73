-- grain: day, key: day (number since first_day()), up to the horizon. season: factor of the purchase rate, 1 on average over a year. clock_from, clock_to: purchasing time
-- passed before and after the day, in days of season 1 and old prices; a customer buys at a constant rate on this clock. acquired_from, acquired_to: share of all customers
-- acquired before and after the day.
create table calendar as
with day as (
    select d::integer as day, on_day(d) as date
    from range(horizon() + 1) r(d)
),
raw as (
    select
        *,
        1 + truth('spring_lift') * cos(2 * pi() * (dayofyear(date) - 110) / 365.25)
            + truth('autumn_lift') * exp(-0.5 * power((dayofyear(date) - 300) / 28.0, 2)) as lift
    from day
),
season as (
    select *, lift / (select avg(lift) from raw where day < 365) as season, date >= price_change_on() as dear
    from raw
),
weighted as (
    select
        *,
        (1e6 * season * case when dear then truth('price_demand_ratio') else 1 end)::bigint as ticks,
        case when day <= final_day() then (1e6 * season * (1 + truth('acquisition_growth') * day / final_day()))::bigint else 0 end as weight
    from season
)
select
    day, date, season, dear,
    (sum(ticks) over before - ticks) / 1e6 as clock_from,
    sum(ticks) over before / 1e6 as clock_to,
    (sum(weight) over before - weight) / (sum(weight) over ())::double as acquired_from,
    sum(weight) over before / (sum(weight) over ())::double as acquired_to
from weighted
window before as (order by day rows unbounded preceding);

-- One unit of currency in EUR, every day: a random walk. key: currency, day.
create table rate as
select
    currency, day, on_day(day) as date,
    round(start * exp(sum((1e9 * daily * normal(currency, 'exchange ' || day))::bigint) over (partition by currency order by day rows unbounded preceding) / 1e9), 6)
        ::decimal(28, 12) as rate
from (values ('GBP', 1.136, 0.0028), ('USD', 0.925, 0.0040)) c(currency, start, daily), range(final_day() + 1) d(day)
union all
select 'EUR', day, on_day(day), 1 from range(final_day() + 1) d(day);
