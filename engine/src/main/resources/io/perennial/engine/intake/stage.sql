-- grain: one row per row of the file, in file order; the cells as they stand
create or replace temp table clv_stage as ${rows}
