-- grain: customer_id. Historic and predicted value of every customer of this world.
select customer_id, total_value - clv as historic, clv from life_score
