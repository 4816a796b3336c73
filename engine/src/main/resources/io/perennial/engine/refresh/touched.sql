-- References in ${table} whose customers may have changed since the last refresh: of facts that are new, came into sight with the day, or became known; and of other
-- versions of the same facts. Days are widened by one for the time zone.
insert into delta.touched
with seen as (
    select ${columns}, ${time}::date as happened_on, known_at, batch_id from ${table}
),
fresh as (
    select ${key} from seen
    where batch_id > ${batch}
        or (happened_on between date '${day}' and plus_days(as_of(), 1) and date '${day}' < as_of())
        or (known_at >= timestamp '${known}' and known_at < known_before())
)
select distinct t.source, t.customer_id
from seen t semi join fresh f using (${key})
where t.customer_id is not null
