-- grain: customer_id. What is written to the file of scores, in the order of the customers' histories.
select *
from score
