-- grain: a fact behind the figure, of the customers and periods of the question.
select 'spend' as fact, r.customer_id, r.month as day, r.source, r.spend_id as key, r.kind as state, r.amount, r.batch_id, r.line
from stg_spend r
where (r.customer_id is null or r.customer_id in (select customer_id from segment))
    and (r.channel is null or r.channel in (select c.channel from stg_customer c join segment s on s.customer_id = c.customer_id))
    and exists (
        select 1 from period p
        where case when r.winning then plus_months(r.month, cac_lag_months()) else r.month end between month_start(p.first_day) and p.last_day)
    and (${condition})
