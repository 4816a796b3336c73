-- grain: source, event_id of the movements of money that are purchases. As the purchase models read them: customer_id is the number of the customer, amounts in base currency,
-- a refund on the day it was made (as of as_of() at the latest) with the order it takes back.
with reversed as (
    select distinct source, original from life_reversal
)
select
    e.customer as customer_id,
    case when e.goes_back or e.amount < 0 then least(e.own_day, as_of()) else e.day end as day,
    case
        when e.original is not null then e.source || ' ' || e.original
        when r.original is not null then e.source || ' ' || e.event_id
    end as order_id,
    case when e.goes_back or e.amount < 0 then 'refund' else 'order' end as kind,
    e.amount
from life_event e
left join reversed r on r.source = e.source and r.original = e.event_id
where e.relationship = 'purchase'
