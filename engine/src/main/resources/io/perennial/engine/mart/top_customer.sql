-- grain: customer_id, the most valuable and the most endangered customers, the former first. value_at_risk: the part of clv that hangs on whether the customer is gone.
with ranked as (
    select *, greatest(clv, 0) * (1 - p_alive) as value_at_risk
    from score
)
select 'valuable' as list, * from (select * from ranked order by clv desc, customer_id limit 25)
union all
select 'endangered' as list, * from (select * from ranked where clv > 0 order by value_at_risk desc, customer_id limit 25)
