-- grain: one row: how many customers with a purchase have a row in the file of covariates.
select count(*)
from customer_summary
join customer_attribute on customer_attribute.customer_id = cast(customer_summary.customer_id as varchar)
