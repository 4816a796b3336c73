-- Adds facts none of which the ledger has, with keys that differ: each was known when it happened, unless the source says when it recorded it.
insert into ${table} (${names}, known_at, batch_id, line, content_hash)
select
    ${names},
    coalesce(recorded, happened),
    ${batch},
    line,
    content_hash
from clv_fact
