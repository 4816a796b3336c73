-- Retention at 90 days
-- Of the customers acquired in the period at least 90 days before the as-of day, the share still with us on day 90: a paid subscription or a running contract that day, or a purchase in the 90 days after the day of acquisition.
-- basis: customers
-- period: quarter
-- columns: acquired count, old_enough count, retained count, retention rate, low rate, high rate
-- rows: customer
with old_enough as (
    select m.segment, m.period, m.customer_id, c.acquired_on, plus_days(c.acquired_on, 90) as day_90
    from member m join stg_customer c on c.customer_id = m.customer_id
    where plus_days(c.acquired_on, 90) <= as_of()
),
retained as (
    select o.customer_id from old_enough o join mart_purchase d on d.customer_id = o.customer_id and d.day > o.acquired_on and d.day <= o.day_90 where d.kept
    union
    select o.customer_id
    from old_enough o
    join stg_subscription s on s.customer_id = o.customer_id and s.from_day <= o.day_90 and (s.to_day is null or s.to_day > o.day_90)
    where s.mrr > 0
    union
    select o.customer_id
    from old_enough o join stg_contract k on k.customer_id = o.customer_id and o.day_90 between k.starts_on and k.ends_on
    where k.signed
),
summed as (
    select o.segment, o.period, count(*) as old_enough, count(r.customer_id) as retained
    from old_enough o left join retained r on r.customer_id = o.customer_id
    group by o.segment, o.period
),
won as (
    select segment, period, count(*) as acquired from member group by segment, period
)
select
    g.segment, g.period, coalesce(w.acquired, 0) as acquired, coalesce(v.old_enough, 0) as old_enough, coalesce(v.retained, 0) as retained,
    share_of(v.retained, v.old_enough) as retention, wilson_low(v.retained::double, v.old_enough::double) as low,
    wilson_high(v.retained::double, v.old_enough::double) as high, coalesce(v.old_enough, 0) as n,
    case when w.acquired is null then 'nobody was acquired' when v.old_enough is null then 'nobody is 90 days old yet' end as reason
from grid g
left join won w on w.segment = g.segment and w.period = g.period
left join summed v on v.segment = g.segment and v.period = g.period
