-- grain: source, event_id of movements that take back another one. What they take back.
select r.source, r.event_id, o.event_id as original, o.kind
from stg_revenue r join stg_revenue o on o.source = r.source and o.event_id = r.reverses
where r.reverses is not null
