-- Puts the rows made again in the place of those the changed customers had in ${table}.
delete from mart.${table} where customer_id in (select customer_id from delta.changed);
insert into mart.${table} select * from delta.again_${table} where customer_id in (select customer_id from delta.changed);
