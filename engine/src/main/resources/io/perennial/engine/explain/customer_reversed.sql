-- grain: one row. Whether all purchases of a customer were refunded or cancelled. customer: given, compared as text.
select count(*) as customers
from reversed_customer
where customer_id::varchar = ${customer}
