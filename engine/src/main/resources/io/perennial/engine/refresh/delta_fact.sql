-- Facts of ${table} of the changed customers.
create or replace view delta.${table} as
select f.*
from main.${table} f semi join delta.changed_reference r on r.source = f.source and r.reference = f.customer_id
