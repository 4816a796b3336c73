-- Rows of ${table} of the changed customers.
create or replace view delta.${table} as select t.* from mart.${table} t where customer_id in (select customer_id from delta.changed)
