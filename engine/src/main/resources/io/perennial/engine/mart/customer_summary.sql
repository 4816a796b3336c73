-- grain: customer_id. Rows of summarised_customer in the order of histories, so that equal ones are neighbours; customer_key and customer_id make the order unique.
-- position counts them from 0.
create or replace table ordered_customer as
select *
from summarised_customer
order by frequency, recency_days, observed_days, customer_key(customer_id), customer_id;

create or replace view customer_summary as
select rowid as position, *
from ordered_customer
