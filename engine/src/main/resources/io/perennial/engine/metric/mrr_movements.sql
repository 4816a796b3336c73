-- Movements of recurring revenue
-- opening + new + reactivation + expansion - contraction - churn + exchange = closing, from ends of months. A customer is new when he never paid before, reactivated when he did and paid nothing at the start; exchange is what rates alone changed. short_lived counts subscriptions that began and ended within one month: they are at neither end.
-- basis: revenue
-- period: month
-- columns: opening money, new money, reactivation money, expansion money, contraction money, churn money, churn_voluntary money, churn_involuntary money, churn_unknown money, exchange money, closing money, short_lived count
-- rows: subscription
with moved as (
    select
        s.segment, p.period,
        coalesce(sum(m.opening) filter (where m.month = month_start(p.first_day)), 0) as opening,
        sum(m.started) as started, sum(m.reactivated) as reactivated, sum(m.expansion) as expansion, sum(m.contraction) as contraction,
        sum(m.churned) as churned,
        coalesce(sum(m.churned) filter (where m.reason = 'voluntary'), 0) as voluntary,
        coalesce(sum(m.churned) filter (where m.reason = 'involuntary'), 0) as involuntary,
        coalesce(sum(m.churned) filter (where m.reason = 'unknown'), 0) as unexplained,
        sum(m.exchange) as exchange,
        coalesce(sum(m.closing) filter (where m.month = month_start(p.last_day)), 0) as closing,
        count(distinct m.customer_id) as n
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
-- a run of paid states is short when no end of a month lies in it
short as (
    select s.segment, p.period, count(*) as short_lived
    from (
        select source, subscription_id, customer_id, min(from_day) as from_day, max(to_day) as to_day
        from stg_subscription
        where mrr > 0
        group by source, subscription_id, customer_id
    ) b
    join segment s on s.customer_id = b.customer_id
    join period p on b.from_day between p.first_day and p.last_day
    where b.to_day is not null and b.to_day <= month_end(b.from_day)
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(m.opening, 0) as opening, coalesce(m.started, 0) as "new", coalesce(m.reactivated, 0) as reactivation,
    coalesce(m.expansion, 0) as expansion, coalesce(m.contraction, 0) as contraction, coalesce(m.churned, 0) as churn,
    coalesce(m.voluntary, 0) as churn_voluntary, coalesce(m.involuntary, 0) as churn_involuntary, coalesce(m.unexplained, 0) as churn_unknown,
    coalesce(m.exchange, 0) as exchange, coalesce(m.closing, 0) as closing, coalesce(t.short_lived, 0) as short_lived, coalesce(m.n, 0) as n,
    case when m.n is null then 'no recurring revenue' end as reason
from grid g
left join moved m on m.segment = g.segment and m.period = g.period
left join short t on t.segment = g.segment and t.period = g.period
