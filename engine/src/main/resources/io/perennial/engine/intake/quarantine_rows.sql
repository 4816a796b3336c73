-- grain: one row per refused row. A rule about the row as a whole names no column and has no value.
insert into quarantine
select
    ${batch},
    ${file},
    ${line},
    nullif(c.header, ''),
    left(json_extract_string(t.raw, '$."' || replace(replace(nullif(split_part(c.header, ', ', 1), ''), '\', '\\'), '"', '\"') || '"'), 1000),
    coalesce(c.code, t.defect),
    t.raw,
    null
from clv_refused as t
join clv_check as c using (rule_no)
