-- Referrals
-- Customers acquired in the period whom another customer referred: how many, by how many, what they brought up to the as-of day, beside those who came by themselves; and revenue events of the kind referral.
-- basis: revenue
-- period: quarter
-- columns: acquired count, referred count, share rate, referrers count, revenue money, revenue_each money, others_each money, referral_events money
-- rows: customer where referred = 'yes', revenue where kind = 'referral'
with won as (
    select
        m.segment, m.period, count(*) as acquired, count(*) filter (where c.referred = 'yes') as referred, count(distinct c.referred_by) as referrers,
        coalesce(sum(v.revenue) filter (where c.referred = 'yes'), 0) as revenue, avg(v.revenue) filter (where c.referred = 'no') as others_each
    from member m
    join stg_customer c on c.customer_id = m.customer_id
    join mart_customer v on v.customer_id = m.customer_id
    group by m.segment, m.period
),
paid as (
    select s.segment, p.period, sum(r.amount) as amount
    from stg_revenue r
    join segment s on s.customer_id = r.customer_id
    join period p on r.day between p.first_day and p.last_day
    where r.kind = 'referral'
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(w.acquired, 0) as acquired, coalesce(w.referred, 0) as referred, share_of(w.referred, w.acquired) as share,
    coalesce(w.referrers, 0) as referrers, coalesce(w.revenue, 0) as revenue, share_of(w.revenue, w.referred) as revenue_each, w.others_each,
    coalesce(p.amount, 0) as referral_events, coalesce(w.referred, 0) as n,
    case when w.acquired is null then 'nobody was acquired' when w.referred = 0 then 'nobody was referred' end as reason
from grid g
left join won w on w.segment = g.segment and w.period = g.period
left join paid p on p.segment = g.segment and p.period = g.period
