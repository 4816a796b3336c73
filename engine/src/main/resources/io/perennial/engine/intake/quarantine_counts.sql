-- grain: one row per rule of one batch, the most frequent first, with its first row as an example
select
    rule,
    count(*) as rows,
    concat_ws(
        ', ',
        'line ' || min(line),
        'column ''' || arg_min(column_name, line) || '''',
        '''' || left(arg_min(value, line), 60) || ''''
    ) as example
from quarantine
where batch_id = ${batch}
group by rule
order by rows desc, rule
