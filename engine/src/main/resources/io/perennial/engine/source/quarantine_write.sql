copy (
    select file, line, column_name as "column", value, rule
    from quarantine
    order by file, line, rule
) to ${path} (format csv, header)
