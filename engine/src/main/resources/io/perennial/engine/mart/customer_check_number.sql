-- The lower 31 bits of a customer's id: customer_key halves the integers, and what it takes for one differs in them.
create or replace macro customer_check(id) as (id & 2147483647)::integer
