-- one row: net revenue of all customers up to observation_end(), summed as decimals
select (coalesce((select sum(revenue) from customer_summary), 0) + coalesce((select sum(revenue) from reversed_customer), 0))::double
