-- One-time buyers
-- Share of all buyers up to the end of the period who bought on one day only.
-- basis: customers
-- period: all
-- columns: buyers count, one_time count, share rate, low rate, high rate
-- rows: revenue where not goes_back and amount > 0
with buyer as (
    select s.segment, p.period, d.customer_id, count(*) as days
    from mart_purchase d
    join segment s on s.customer_id = d.customer_id
    join period p on d.day <= p.last_day
    where d.kept
    group by s.segment, p.period, d.customer_id
),
summed as (
    select segment, period, count(*) as buyers, count(*) filter (where days = 1) as one_time from buyer group by segment, period
)
select
    g.segment, g.period, coalesce(v.buyers, 0) as buyers, coalesce(v.one_time, 0) as one_time, share_of(v.one_time, v.buyers) as share,
    wilson_low(v.one_time::double, v.buyers::double) as low, wilson_high(v.one_time::double, v.buyers::double) as high,
    coalesce(v.buyers, 0) as n, case when v.buyers is null then 'nobody bought' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
