-- grain: position. Ids of the customers at the wanted_positions() of customer_summary, counted from 0.
select position::integer as position, customer_id::varchar as customer_id
from customer_summary
where position in (select unnest(wanted_positions()))
