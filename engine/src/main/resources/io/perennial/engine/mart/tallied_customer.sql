-- grain: customer_id. Every customer with an order line from observation_start() to observation_end(), numbered from 0 in order of appearance.
-- tally_line sets every line down and returns the number, counted from 1, with the first line of a customer only, 0 with the others: one pass, and ids are kept once.
-- Of the days and the amounts on them customer_history_plain is the definition.
create or replace table tallied_customer as
with line as (
    select
        customer_id,
        tally_line(
            customer_key(customer_id),
            customer_check(customer_id),
            days_between(observation_start(), day)::integer,
            amount::double
        ) as first_line_of
    from order_line
    where day between observation_start() and observation_end()
)
select first_line_of - 1 as customer_number, customer_id
from line
where first_line_of > 0
