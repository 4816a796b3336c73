-- Recency, frequency, monetary value
-- Customers by how lately, how often and for how much they bought, in fifths of all buyers (equal customers share a score: 1 + the fifths that are worse), gathered in named groups: champions, loyal, cannot lose them, promising, new, need attention, at risk, hibernating.
-- basis: revenue
-- period: all
-- columns: rfm_group text, customers count, share rate, revenue money, revenue_share rate, r number, f number, m number, recency_days days
-- order: r desc, rfm_group
-- rows: revenue
with placed as (
    select s.segment, p.period, v.*
    from rfm_score v
    join segment s on s.customer_id = v.customer_id
    join period p on p.last_day = v.day
),
grouped as (
    select
        segment, period, rfm_group, count(*) as customers, sum(monetary) as revenue, avg(r) as r, avg(f) as f, avg(m) as m, avg(recency_days) as recency_days
    from placed
    group by segment, period, rfm_group
)
select
    segment, period, rfm_group, customers, share_of(customers, sum(customers) over (partition by segment, period)) as share,
    revenue, share_of(revenue, sum(revenue) over (partition by segment, period)) as revenue_share, r, f, m, recency_days,
    customers as n, null as reason
from grouped
