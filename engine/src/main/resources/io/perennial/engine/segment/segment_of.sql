-- grain: customer_id, all that are scored. key: values of the dimensions asked for, in their order, separated by the unit separator; '(unknown)' where one is missing.
select k.customer_id, concat_ws(chr(31), ${values}) as key
from scored s join stg_customer k on k.customer_id = s.customer_id ${joins}
where ${only}
