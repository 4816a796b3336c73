(select case when json_valid(c1) then json_extract_string(c1, [${paths}]::varchar[]) end as cells, case when json_valid(c1) then c1::json end as object
 from read_csv(${path}, auto_detect = false, header = false, delim = chr(1), quote = '', escape = '', columns = {'c1': 'VARCHAR'},
               compression = '${compression}', nullstr = chr(2), max_line_size = 67108864, buffer_size = 134217728)
 where trim(c1, e' \t\r\n') <> '')
