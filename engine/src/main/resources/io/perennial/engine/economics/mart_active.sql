-- grain: customer_id, month, up to as_of(). Who was a customer in a month: bought something that was kept, paid a subscription on some day, or had a contract running.
with calendar as (
    select month, max(day) as last_day from stg_day where day <= as_of() group by month
)
select customer_id, month from mart_purchase where kept
union
select s.customer_id, c.month
from stg_subscription s join calendar c on s.from_day <= c.last_day and (s.to_day is null or s.to_day > c.month)
where s.mrr > 0
union
select k.customer_id, c.month
from stg_contract k join calendar c on k.starts_on <= c.last_day and k.ends_on >= c.month
where k.signed
