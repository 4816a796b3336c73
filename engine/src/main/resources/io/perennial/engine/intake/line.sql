-- grain: one row per row of the file, with the physical line on which it begins
create or replace temp table clv_line as
select
    t.row_no,
    t.row_no + r.ahead as line
from clv_typed as t
asof join clv_run as r on t.row_no >= r.first_row
