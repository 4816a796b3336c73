-- grain: step, customer, a number of life_customer. The probability of being active in a step, as the forecasts give it.
create or replace temp table chance (step integer, customer integer, active double)
