-- grain: customer_id. Customers with new facts: who the touched references mean, now and before, and who shares a reversal with one of them.
insert into delta.changed
with meant as (
    select r.customer_id from delta.touched t join mart.stg_reference r on r.source = t.source and r.reference = t.customer_id
    union
    select customer_id from delta.touched
),
shared as (
    select r.customer_id as one, o.customer_id as other
    from mart.stg_revenue r join mart.stg_revenue o on o.source = r.source and o.event_id = r.reverses
    where r.reverses is not null and r.customer_id <> o.customer_id
)
select customer_id from meant
union
select other from shared where one in (select customer_id from meant)
union
select one from shared where other in (select customer_id from meant)
