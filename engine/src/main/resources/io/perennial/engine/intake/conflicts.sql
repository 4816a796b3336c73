-- grain: one row per version that contradicts another of which the source does not say that it is older
insert into flag
select
    ${batch},
    ${table_name},
    ${key_text},
    line,
    'conflicting-versions',
    'differs from ' || case
        when known_before is not null and version = 1 then 'what was imported before'
        else 'an earlier row of this file'
    end,
    null
from clv_fresh
where (version > 1 or known_before is not null) and (recorded is null or recorded = known_before)
