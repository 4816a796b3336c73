-- grain: customer_id, relationship. Revenue after forecast_day() and up to as_of(), as it is known now.
select c.customer_id, e.relationship, sum(e.amount)::decimal(38, 4) as amount
from life_event e join life_customer c on c.customer = e.customer
where e.day > forecast_day()
group by c.customer_id, e.relationship
