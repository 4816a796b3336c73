-- grain: one row per row still in quarantine that could be divided into cells
create or replace temp table clv_retry as
select
    batch_id,
    line,
    row_number() over (order by batch_id, line) as place,
    cast(raw as json) as raw
from quarantine
where resolved_by is null and not list_contains(json_keys(raw), 'clv_text')
