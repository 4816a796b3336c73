-- grain: plan_group, entry, periods, ended. Histories of renewals, equal ones counted: entry renewals behind them when they came under observation, the last renewal they
-- came up for, and whether they left at it. Whoever leaves within period k leaves at renewal k. At most 5,000 periods: longer lives say nothing more.
with dated as (
    select
        p.interval_name, p.plan, p.start_day,
        greatest(p.from_day, coalesce(o.observed_from, p.from_day)) as seen_from,
        p.left_day,
        case when p.to_day is null then case when p.status = 'active' then as_of() else p.status_from end else p.to_day end as seen_to
    from life_piece p left join life_observed o on o.source = p.source
),
counted as (
    select
        interval_name, plan, left_day is not null as ended,
        whole_periods(interval_name, start_day, seen_from) as entry,
        whole_periods(interval_name, start_day, coalesce(left_day, seen_to)) as whole,
        start_day, left_day
    from dated
),
history as (
    select
        interval_name, plan, ended, entry,
        case when ended and (whole = 0 or after_periods(interval_name, start_day, whole) < left_day) then whole + 1 else whole end as periods
    from counted
)
select
    g.plan_group, h.entry::integer as entry, least(h.periods, 5000)::integer as periods, (h.ended and h.periods <= 5000)::integer as ended, count(*)::double as customers
from history h join life_group g on g.interval_name = h.interval_name and g.plan = h.plan
where h.periods > h.entry and h.entry < 5000
group by all
