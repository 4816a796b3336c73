-- grain: customer_id. A few ids, to show what they look like.
select customer_id::varchar as customer_id
from customer_summary
order by position
limit 3
