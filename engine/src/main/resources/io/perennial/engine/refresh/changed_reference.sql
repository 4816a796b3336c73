-- By which references facts name the changed customers.
delete from delta.changed_reference;
insert into delta.changed_reference
select source, reference from mart.stg_reference where customer_id in (select customer_id from delta.changed);
