-- Expansion revenue
-- Revenue events of the kinds upsell and expansion, their share of revenue; the value of expansion contracts signed; and the recurring revenue added by customers who stayed.
-- basis: revenue
-- period: quarter
-- columns: revenue money, share_of_revenue rate, contract_value money, expansion_mrr money, customers count
-- rows: revenue where kind in ('upsell', 'expansion'), contract where kind = 'expansion', subscription
with paid as (
    select
        s.segment, p.period, sum(r.amount) as total, coalesce(sum(r.amount) filter (where r.kind in ('upsell', 'expansion')), 0) as revenue,
        count(distinct r.customer_id) filter (where r.kind in ('upsell', 'expansion')) as customers
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join period p on r.day between p.first_day and p.last_day
    group by s.segment, p.period
),
signed as (
    select s.segment, p.period, sum(k.value) as value
    from stg_contract k
    join segment s on s.customer_id = k.customer_id
    join period p on k.signed_on between p.first_day and p.last_day
    where k.kind = 'expansion'
    group by s.segment, p.period
),
grown as (
    select s.segment, p.period, sum(m.expansion) as mrr, count(*) filter (where m.expansion > 0) as times
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(v.revenue, 0) as revenue, share_of(v.revenue, v.total) as share_of_revenue, coalesce(k.value, 0) as contract_value,
    coalesce(m.mrr, 0) as expansion_mrr, coalesce(v.customers, 0) as customers, coalesce(v.customers, 0) + coalesce(m.times, 0) as n,
    case when v.total is null and m.mrr is null and k.value is null then 'no revenue, subscription or contract' when coalesce(v.total, 0) = 0 then 'no revenue' end as reason
from grid g
left join paid v on v.segment = g.segment and v.period = g.period
left join signed k on k.segment = g.segment and k.period = g.period
left join grown m on m.segment = g.segment and m.period = g.period
