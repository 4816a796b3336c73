-- grain: that of ${fact}. Facts that may name nobody known, with the group of the customer or, where asked for, of the fact itself.
create or replace temp view segmented_${short} as
select f.*, ${values} as segment
from ${fact} f left join stg_customer k on k.customer_id = f.customer_id ${attributes}
where ${only}
