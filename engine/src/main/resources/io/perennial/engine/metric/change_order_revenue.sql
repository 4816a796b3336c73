-- Change-order revenue
-- Revenue events of the kind change_order, their share of revenue, and the value of change orders signed as contracts.
-- basis: revenue
-- period: quarter
-- columns: revenue money, share_of_revenue rate, contract_value money, customers count
-- rows: revenue where kind = 'change_order', contract where kind = 'change_order'
with paid as (
    select
        s.segment, p.period, sum(r.amount) as total, coalesce(sum(r.amount) filter (where r.kind = 'change_order'), 0) as revenue,
        count(distinct r.customer_id) filter (where r.kind = 'change_order') as customers
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join period p on r.day between p.first_day and p.last_day
    group by s.segment, p.period
),
signed as (
    select s.segment, p.period, sum(k.value) as value, count(distinct k.customer_id) as customers
    from stg_contract k
    join segment s on s.customer_id = k.customer_id
    join period p on k.signed_on between p.first_day and p.last_day
    where k.kind = 'change_order'
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(v.revenue, 0) as revenue, share_of(v.revenue, v.total) as share_of_revenue, coalesce(k.value, 0) as contract_value,
    coalesce(v.customers, 0) as customers, coalesce(v.customers, 0) + coalesce(k.customers, 0) as n,
    case when v.total is null and k.value is null then 'no revenue' when coalesce(v.total, 0) = 0 then 'no revenue' end as reason
from grid g
left join paid v on v.segment = g.segment and v.period = g.period
left join signed k on k.segment = g.segment and k.period = g.period
