-- grain: customer_id. Customers acquired in a period, with their group and the period: the members of cohorts.
create or replace temp view member as
select c.customer_id, s.segment, p.period, p.first_day
from stg_customer c
join segment s on s.customer_id = c.customer_id
join period p on c.acquired_on between p.first_day and p.last_day
