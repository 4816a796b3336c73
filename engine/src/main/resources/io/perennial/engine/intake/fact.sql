-- grain: one row per accepted row of the file that gives this fact
-- happened: the time of the fact, which is when it was known unless the source says otherwise; a fact without time was always known
create or replace temp view clv_fact as
select
    row_no,
    ${line} as line,
    ${columns},
    ${recorded} as recorded,
    ${happened} as happened,
    ${content_hash} as content_hash,
    hash(${keys})::ubigint as key_hash
from clv_typed as t
where rule_no = 0 and ${on}
