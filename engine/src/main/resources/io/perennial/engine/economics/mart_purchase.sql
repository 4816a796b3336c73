-- grain: customer_id, day, for days with at least one order or invoice. All of a customer's purchases of one day are one transaction.
-- amount, orders: of the day's orders and invoices. kept: false when all of them were taken back later, as far as this world knows; such a day is no purchase.
with taken_back as (
    select source, reverses as event_id, sum(amount) as amount
    from stg_revenue
    where reverses is not null
    group by source, reverses
),
bought as (
    select r.customer_id, r.day, r.amount, r.amount + coalesce(t.amount, 0) > 0 as kept
    from stg_revenue r left join taken_back t on t.source = r.source and t.event_id = r.event_id
    where not r.goes_back and r.amount > 0
)
select customer_id, day, month_start(day) as month, sum(amount)::decimal(18, 4) as amount, count(*) as orders, bool_or(kept) as kept
from bought
group by customer_id, day
