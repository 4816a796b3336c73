-- grain: one row per record that could not be split into cells
insert into quarantine
select
    ${file},
    any_value(l.line),
    '',
    left(any_value(r.csv_line), 1000),
    case min(r.error_type::VARCHAR)
        when 'MISSING COLUMNS' then 'too-few-columns'
        when 'TOO MANY COLUMNS' then 'too-many-columns'
        when 'UNQUOTED VALUE' then 'broken-quotes'
        when 'INVALID ENCODING' then 'invalid-encoding'
        else 'unreadable-line'
    end
from ${rejects} as r
left join clv_line as l on l.file_no = ${file_no} and l.row_no = -(r.line::BIGINT)
group by r.line
