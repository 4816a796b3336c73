-- grain: one row per quarantined row of one stage
insert into quarantine
select
    f.file,
    l.line,
    case r.rule ${columns} else '' end as column_name,
    left(coalesce(case r.rule ${values} end, ''), 1000) as value,
    r.rule
from ${rows} as r
join ${stage} as s using (file_no, row_no)
join clv_file as f using (file_no)
left join clv_line as l using (file_no, row_no)
where r.rule is not null
