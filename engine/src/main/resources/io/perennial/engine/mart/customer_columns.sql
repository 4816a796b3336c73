-- grain: position. What models need of every customer, in order.
select frequency, recency_days, observed_days, monetary_value, mean_amount, revenue::double as revenue
from customer_summary
order by position
