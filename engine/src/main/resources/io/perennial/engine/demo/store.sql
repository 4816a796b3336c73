-- One file into its table, with its provenance: table %1$s, batch %2$d, columns of the content %3$s, file %4$s.
insert into %1$s by name
select * exclude (file_row_number), %2$d as batch_id, file_row_number + 1 as line, hash(%3$s) as content_hash
from read_parquet('%4$s', file_row_number = true)
