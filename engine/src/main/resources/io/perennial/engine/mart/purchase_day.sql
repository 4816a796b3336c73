-- grain: customer_id, day. What was bought on which day, refunds netted, as of known_until().
create or replace table purchase_day as
select customer_id, day, amount, purchase
from netted_day
