-- grain: one row per file and rule, the most frequent first, with its first row as an example
select
    file,
    rule,
    count(*) as rows,
    min(line) as line,
    arg_min(column_name, (line, value)) as column_name,
    arg_min(value, (line, value)) as value
from quarantine
group by file, rule
order by rows desc, file, rule
