read_csv(${path}, auto_detect = false, header = false, skip = ${skip}, delim = ${delimiter}, quote = '"', escape = '"',
         columns = {${columns}}, compression = '${compression}', nullstr = '', max_line_size = 67108864, buffer_size = 134217728,
         store_rejects = true, rejects_limit = 0, rejects_table = '${rejects}', rejects_scan = '${rejects}_scan')
