-- grain: customer_id, name. Free attributes, the latest known value of each over all sources.
with exploded as (
    select
        coalesce(a.customer_id, c.customer_id) as customer_id, c.attributes, unnest(attribute_names(c.attributes)) as name, c.known_at, c.batch_id, c.source
    from current_customer c
    left join stg_alias a on a.source = c.source and a.reference = c.customer_id
    where c.attributes is not null
)
select customer_id, name, max_by(attribute_value(attributes, name), (known_at, batch_id, source)) as value
from exploded
where attribute_value(attributes, name) is not null
group by customer_id, name
