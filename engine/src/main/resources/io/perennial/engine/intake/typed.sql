-- grain: one row per row of the file, in file order; times in UTC, days in the business zone
-- rule_no: the first check that the row does not pass, 0 for an accepted row
create or replace temp table clv_typed_row as
with cells as (
    select
        *${cells}
    from ${rows}
),
${derived}facts as (
    select
        *,
        ${facts}
    from ${last}
),
mended as (
    select
        *${mended}
    from facts
)
select
    ${row}
    ${kept},
    case
        ${checks}
        else 0
    end as rule_no
from mended
