-- records that run over several lines without an end to their quotes, or over more than any record may
select line
from ${rejects}
where
    (error_type = 'UNQUOTED VALUE' and length(csv_line) - length(replace(csv_line, chr(10), '')) > 1)
    or error_type = 'LINE SIZE OVER MAXIMUM'
order by line
limit 1
