(select string_split_regex(trim(c1, e' \t\r\n'), '\s+') as cells
 from read_csv(${path}, auto_detect = false, header = false, skip = ${skip}, delim = chr(1), quote = '', escape = '',
               columns = {${columns}}, compression = '${compression}', nullstr = chr(2))
 where trim(c1, e' \t\r\n') <> '')
