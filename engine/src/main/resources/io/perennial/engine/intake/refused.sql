-- grain: one row per refused row of the file, whole, with its cells by header
create or replace temp table clv_refused as
select
    r.row_no,
    r.rule_no,
    ${defect} as defect,
    json_object(${cells}) as raw
from (
    select
        row_number() over () - 1 as clv_row_no,
        *
    from ${from}
) as s
join clv_typed as r on r.row_no = s.clv_row_no
where r.rule_no <> 0
