-- grain: one row per mended row that is still in quarantine
create or replace temp table clv_retry as
with mended as (
    select
        try_cast(${batch} as integer) as batch_id,
        try_cast(${line} as bigint) as line,
        json_object(${cells}) as raw
    from ${from}
)
select
    m.batch_id,
    m.line,
    row_number() over (order by m.batch_id, m.line) as place,
    m.raw
from mended as m
where exists (
    select 1
    from quarantine as q
    where q.batch_id = m.batch_id and q.line is not distinct from m.line and q.resolved_by is null
)
