-- Share of the customers that changed, and how many.
select (select count(distinct customer_id) from delta.changed)::double / greatest((select count(*) from mart.stg_reference), 1),
    (select count(distinct customer_id) from delta.changed)
