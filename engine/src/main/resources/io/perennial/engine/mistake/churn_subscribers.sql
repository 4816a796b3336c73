-- grain: customer_id. How long each subscriber paid until he left for the first time: months at whose start he paid; ended: left.
-- lost over months at risk is the monthly churn; mrr: recurring revenue at the end of the last month of those who still pay (paying).
with lived as (
    select
        customer_id, min(month) filter (where churned > 0) as left_in,
        coalesce(max_by(closing, month), 0) as mrr
    from mart_mrr
    where not unfinished or closing > 0
    group by customer_id
)
select
    m.customer_id, count(*) filter (where m.opening > 0 and not m.unfinished and (l.left_in is null or m.month <= l.left_in)) as months,
    any_value(l.left_in) is not null as ended, any_value(l.mrr) > 0 as paying, any_value(l.mrr) as mrr
from mart_mrr m join lived l on l.customer_id = m.customer_id
group by m.customer_id
