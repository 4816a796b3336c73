-- Adds the versions: the first of a fact was known when it happened, a later one since this import, unless the source says when it recorded them.
insert into ${table} (${names}, known_at, batch_id, line, content_hash)
select
    ${names},
    coalesce(
        recorded,
        case
            when version = 1 and known_before is null then happened
            else greatest(${now}, coalesce(known_before, happened)) + to_microseconds(version)
        end
    ),
    ${batch},
    line,
    content_hash
from clv_fresh
order by row_no
