-- grain: customer_id with several rows in the file of covariates, at most five of them.
select customer_id
from customer_attribute
group by customer_id
having count(*) > 1
order by customer_id
limit 5
