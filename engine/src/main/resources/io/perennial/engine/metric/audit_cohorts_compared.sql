-- Audit of the customer base, 4: cohorts compared at the same age
-- What a member of each cohort had brought within 3, 6 and 12 months of acquisition; null until all members are that old.
-- basis: revenue
-- period: quarter
-- periods: month, quarter, year
-- columns: size count, within_3_months money, within_6_months money, within_12_months money, bought_again rate
-- rows: revenue
with spent as (
    select
        m.segment, m.period,
        sum(r.amount) filter (where r.day < plus_months(c.acquired_on, 3)) as first_3,
        sum(r.amount) filter (where r.day < plus_months(c.acquired_on, 6)) as first_6,
        sum(r.amount) filter (where r.day < plus_months(c.acquired_on, 12)) as first_12
    from member m
    join stg_customer c on c.customer_id = m.customer_id
    join stg_revenue r on r.customer_id = m.customer_id
    group by m.segment, m.period
),
size as (
    select m.segment, m.period, count(*) as size, max(c.acquired_on) as youngest, count(*) filter (where v.purchases > 1) as again
    from member m
    join stg_customer c on c.customer_id = m.customer_id
    join mart_customer v on v.customer_id = m.customer_id
    group by m.segment, m.period
)
select
    g.segment, g.period, coalesce(z.size, 0) as size,
    case when plus_months(z.youngest, 3) <= plus_days(as_of(), 1) then share_of(coalesce(s.first_3, 0), z.size) end as within_3_months,
    case when plus_months(z.youngest, 6) <= plus_days(as_of(), 1) then share_of(coalesce(s.first_6, 0), z.size) end as within_6_months,
    case when plus_months(z.youngest, 12) <= plus_days(as_of(), 1) then share_of(coalesce(s.first_12, 0), z.size) end as within_12_months,
    share_of(z.again, z.size) as bought_again, coalesce(z.size, 0) as n,
    case when z.size is null then 'nobody was acquired' when plus_months(z.youngest, 12) > plus_days(as_of(), 1) then 'not all members are 12 months old' end as reason
from grid g
left join size z on z.segment = g.segment and z.period = g.period
left join spent s on s.segment = g.segment and s.period = g.period
