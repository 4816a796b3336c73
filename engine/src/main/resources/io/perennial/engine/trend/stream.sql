-- grain: customer_id, relationship, those with a future in this world. clv = expected_revenue x margin; expected_revenue = quantity x each, each being the price of one unit: expected
-- amount of a purchase, recurring revenue of a month, contract value of a day.
with part as (
    select customer, relationship, sum(each) as each
    from life_part
    group by customer, relationship
)
select s.customer_id, s.relationship, s.clv, s.expected_revenue, p.each
from life_score_stream s
join life_customer c on c.customer_id = s.customer_id
join part p on p.customer = c.customer and p.relationship = case s.relationship when 'purchase' then 0 when 'subscription' then 1 else 2 end
