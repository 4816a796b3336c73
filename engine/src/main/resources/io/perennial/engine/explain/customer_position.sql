-- grain: one row, none for a customer without a purchase. Position of a customer in customer_summary. customer: given, compared as text.
select position::integer as position
from customer_summary
where customer_id::varchar = ${customer}
