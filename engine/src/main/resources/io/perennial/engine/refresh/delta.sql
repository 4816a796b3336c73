-- What changed since the last refresh; the inputs of the changed customers come beside, under the names of the whole ones.
create schema delta;
create table delta.touched (source varchar, customer_id varchar);
create table delta.changed (customer_id varchar);
create table delta.changed_reference (source varchar, reference varchar);
