-- grain: source, reference; those that mean a customer of another id.
select source, reference, customer_id from stg_reference where reference <> customer_id
