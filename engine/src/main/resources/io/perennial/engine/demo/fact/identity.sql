-- Customers whose contacts came in under another reference: one in fifty. key: source, reference
select
    'wildwick' as source,
    desk_reference(customer) as reference,
    customer_id(customer) as customer_id,
    at_time(acquired, 0) as known_at
from person
where known_twice(customer)
order by acquired, customer
