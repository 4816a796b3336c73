-- A second hash of a customer's id, 31 bits, independent of customer_key: two customers who share a key differ in it.
create or replace macro customer_check(id) as (hash(reverse(id)) >> 33)::integer
