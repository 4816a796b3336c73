-- one row: accounts whose contracts came to an end 90 days ago or earlier, those of them that went on (another contract of the account covers a day in the 90 days
-- after the end), and their value per day before and after, with the sums that the error of the ratio needs.
with signed as (
    select k.customer_id, k.kind, k.starts_on, greatest(k.ends_on, k.starts_on) as ends_on,
        k.value::double / (days_between(k.starts_on, greatest(k.ends_on, k.starts_on)) + 1) as daily
    from stg_contract k
    where k.signed
),
ended as (
    select customer_id, ends_on
    from signed
    where kind <> 'change_order' and ends_on <= plus_days(as_of(), -90)
    group by customer_id, ends_on
),
around as (
    select
        e.customer_id, e.ends_on,
        coalesce(sum(s.daily) filter (where s.starts_on <= e.ends_on), 0) as before,
        coalesce(sum(s.daily) filter (where s.ends_on > e.ends_on and s.starts_on <= plus_days(e.ends_on, 90)), 0) as after,
        count(*) filter (where s.ends_on > e.ends_on and s.starts_on <= plus_days(e.ends_on, 90)) > 0 as renewed
    from ended e join signed s on s.customer_id = e.customer_id and s.ends_on >= e.ends_on and s.kind <> 'change_order'
    group by e.customer_id, e.ends_on
)
select
    count(*)::double as ended,
    (count(*) filter (where renewed))::double as renewed,
    coalesce(sum(after) filter (where renewed), 0)::double as now,
    coalesce(sum(before) filter (where renewed), 0)::double as before,
    coalesce(sum(after * after) filter (where renewed), 0)::double as now_now,
    coalesce(sum(after * before) filter (where renewed), 0)::double as now_before,
    coalesce(sum(before * before) filter (where renewed), 0)::double as before_before
from around
