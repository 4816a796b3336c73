-- grain: fact_table, source, reference. Facts whose reference is nobody known, by who they name.
with fact as (
    select 'contact' as fact_table, source, reference from stg_contact where customer_id is null and reference is not null
    union all
    select 'survey', source, reference from stg_survey where customer_id is null and reference is not null
    union all
    select 'usage', source, reference from stg_usage where customer_id is null
    union all
    select 'payment_attempt', source, reference from stg_payment where customer_id is null and reference is not null
    union all
    select 'outreach', source, reference from stg_outreach where customer_id is null
)
select fact_table, source, reference, count(*) as facts from fact group by fact_table, source, reference
