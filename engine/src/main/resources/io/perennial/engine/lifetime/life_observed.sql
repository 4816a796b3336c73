-- grain: source of subscriptions. observed_from: the day since which departures are on record, null when that is as long as there are subscriptions.
-- A source that was filled with the subscriptions alive on some day knows nobody who had left before. It shows: with the churn seen after the first departure, three departures or
-- more were to be expected before it (no departure at all then has a probability below exp(-3)). From then on customers count as come under observation in the middle of their life.
with departure as (
    select source, min(left_day) as first_day, count(*) - 1 as later from life_piece where left_day is not null group by source
),
exposure as (
    select
        p.source, d.first_day, d.later,
        sum(greatest(0, days_between(p.from_day, least(d.first_day, coalesce(p.left_day, p.to_day, as_of()))))::double) as before,
        sum(greatest(0, days_between(greatest(d.first_day, p.from_day), coalesce(p.left_day, p.to_day, as_of())))::double) as after
    from life_piece p join departure d on d.source = p.source
    group by p.source, d.first_day, d.later
)
select source, first_day as observed_from
from exposure
where after > 0 and before * later / after >= 3
