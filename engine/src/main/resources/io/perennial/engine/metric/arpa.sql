-- Average revenue per account
-- Recognised revenue per customer active in a month, averaged over the months of the period; and recurring revenue per paying customer at its end.
-- basis: revenue
-- period: month
-- columns: arpa money, customer_months count, mrr_each money, paying count
-- rows: revenue, subscription
with earned as (
    select s.segment, p.period, sum(r.amount) as amount
    from stg_recognised r
    join segment s on s.customer_id = r.customer_id
    join period p on r.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
active as (
    select s.segment, p.period, count(*) as customer_months, count(distinct a.customer_id) as customers
    from mart_active a
    join segment s on s.customer_id = a.customer_id
    join period p on a.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
recurring as (
    select s.segment, p.period, sum(m.closing) as mrr, count(*) as paying
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month = month_start(p.last_day)
    where m.closing > 0
    group by s.segment, p.period
)
select
    g.segment, g.period, share_of(coalesce(e.amount, 0), a.customer_months) as arpa, coalesce(a.customer_months, 0) as customer_months,
    share_of(m.mrr, m.paying) as mrr_each, coalesce(m.paying, 0) as paying, coalesce(a.customers, 0) as n,
    case when a.customers is null then 'no active customers' end as reason
from grid g
left join earned e on e.segment = g.segment and e.period = g.period
left join active a on a.segment = g.segment and a.period = g.period
left join recurring m on m.segment = g.segment and m.period = g.period
