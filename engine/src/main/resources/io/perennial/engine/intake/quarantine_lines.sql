-- grain: one row per record that could not be split into cells
insert into quarantine
select
    ${batch},
    ${file},
    any_value(l.line),
    null,
    left(any_value(r.csv_line), 1000),
    case min(r.error_type::VARCHAR)
        when 'MISSING COLUMNS' then 'too-few-columns'
        when 'TOO MANY COLUMNS' then 'too-many-columns'
        when 'UNQUOTED VALUE' then 'broken-quotes'
        when 'INVALID ENCODING' then 'invalid-encoding'
        else 'unreadable-line'
    end,
    json_object('clv_text', any_value(r.csv_line)),
    null
from ${rejects} as r
left join clv_rejected_line as l on l.record = r.line
group by r.line
