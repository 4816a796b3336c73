-- One file into its table, with its provenance: table %1$s, batch %2$d, columns of the content %3$s, file %4$s, hash of the content %5$s.
-- The columns get the types of the table before they are hashed, so that importing the file brings the same facts again.
insert into %1$s by name
select *, %2$d as batch_id, %5$s as content_hash
from (
    select %3$s, known_at, file_row_number + 1 as line
    from read_parquet('%4$s', file_row_number = true)
)
