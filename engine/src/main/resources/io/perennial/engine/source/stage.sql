-- grain: one row per data row of one sheet, in file order; values as they stand in the file
create or replace ${kind} ${table} as
select
    ${columns}
from ${from}
