-- grain: key, months, ended. How long the subscribers of each segment paid until they left for the first time: months at whose start they paid; ended: left. weight: customers.
-- lost over months at risk is the monthly churn; mrr: recurring revenue at the end of the last month of those who still pay.
with lived as (
    select
        customer_id, min(month) filter (where churned > 0) as left_in,
        coalesce(max_by(closing, month), 0) as mrr
    from mart_mrr
    where not unfinished or closing > 0
    group by customer_id
),
exposed as (
    select
        m.customer_id, count(*) filter (where m.opening > 0 and not m.unfinished and (l.left_in is null or m.month <= l.left_in)) as months,
        any_value(l.left_in) is not null as ended, any_value(l.mrr) as mrr
    from mart_mrr m join lived l on l.customer_id = m.customer_id
    group by m.customer_id
)
select
    g.key, e.months, e.ended, count(*) as weight, count(*) filter (where e.mrr > 0) as paying, sum(e.mrr) as mrr
from exposed e join segment_of g on g.customer_id = e.customer_id
group by g.key, e.months, e.ended
order by g.key, e.months, e.ended
