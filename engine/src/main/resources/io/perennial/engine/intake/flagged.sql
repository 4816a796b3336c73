-- grain: one row per new fact about which something is odd
insert into flag
select
    ${batch},
    ${table_name},
    ${key_text},
    f.line,
    ${rule},
    ${detail},
    null
from ${facts} as f
join clv_typed as t using (row_no)
where t.${flag}
