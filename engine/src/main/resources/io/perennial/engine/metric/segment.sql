-- grain: customer_id. The group a customer belongs to in this question: the values of the dimensions asked for, in their order; empty when none is.
create or replace temp table segment as
select k.customer_id, ${values} as segment
from stg_customer k ${attributes}
where ${only}
