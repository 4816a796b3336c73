-- grain: customer with a purchase, in the order of position; key: position. Attributes as text, null without a row in the file of covariates.
select customer_attribute.* exclude (customer_id)
from customer_summary
left join customer_attribute on customer_attribute.customer_id = cast(customer_summary.customer_id as varchar)
order by customer_summary.position
