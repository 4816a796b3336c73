-- Spending on customers
-- Spending on winning and on keeping customers, as it falls to them, with what fell to nobody; the share that keeps, and both over revenue.
-- basis: cost
-- period: quarter
-- columns: winning money, keeping money, unshared money, keeping_share rate, share_of_revenue rate
-- rows: spend
with spent as (
    select
        s.segment, p.period, coalesce(sum(h.amount) filter (where h.winning), 0) as winning, coalesce(sum(h.amount) filter (where not h.winning), 0) as keeping,
        count(distinct h.customer_id) as n
    from mart_spend_share h
    join segment s on s.customer_id = h.customer_id
    join period p on h.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
lost as (
    select
        p.period, u.channel, coalesce(sum(u.amount) filter (where u.winning), 0) as winning, coalesce(sum(u.amount) filter (where not u.winning), 0) as keeping
    from mart_spend_unshared u join period p on u.month between month_start(p.first_day) and p.last_day
    group by p.period, u.channel
),
placed as (
    select g.segment, g.period, sum(u.winning) as winning, sum(u.keeping) as keeping
    from grid g join lost u on u.period = g.period and (by_nothing() or (by_channel() and g.segment[1] is not distinct from u.channel))
    group by g.segment, g.period
),
paid as (
    select s.segment, p.period, sum(m.revenue) as revenue
    from mart_customer_month m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
together as (
    select
        g.segment, g.period, coalesce(v.winning, 0) + coalesce(u.winning, 0) as winning, coalesce(v.keeping, 0) + coalesce(u.keeping, 0) as keeping,
        coalesce(u.winning, 0) + coalesce(u.keeping, 0) as unshared, r.revenue, coalesce(v.n, 0) as n, v.n is null and u.period is null as nothing
    from grid g
    left join spent v on v.segment = g.segment and v.period = g.period
    left join placed u on u.segment = g.segment and u.period = g.period
    left join paid r on r.segment = g.segment and r.period = g.period
)
select
    segment, period, winning, keeping, unshared, share_of(keeping, winning + keeping) as keeping_share,
    share_of(winning + keeping, revenue) as share_of_revenue, n, case when nothing then 'no spending is known' end as reason
from together
