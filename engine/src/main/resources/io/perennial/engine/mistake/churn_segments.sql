-- grain: key, months, ended. The customers of churn_stay by segment. weight: customers.
select
    g.key, c.months, c.ended, count(*) as weight, count(*) filter (where c.paying) as paying, sum(c.mrr)::decimal(18, 4) as mrr
from churn_stay c join segment_of g on g.customer_id = c.customer_id
group by g.key, c.months, c.ended
order by g.key, c.months, c.ended
