-- grain: one row per version of a fact that the ledger does not have; version numbers those of one key in file order
-- The same content again is no new version, unless the source says that it was recorded at another time.
create or replace temp table clv_fresh as
with different as (
    select *
    from clv_fact
    qualify row_number() over (partition by content_hash, recorded order by row_no) = 1
),
unknown as (
    select *
    from different as f
    where
        not exists (
            select 1
            from ${table} as l
            where l.content_hash = f.content_hash and (f.recorded is null or l.known_at = f.recorded)
        )
),
earlier as (
    select
        ${keys},
        max(known_at) as known_before
    from ${table}
    where (${keys}) in (select (${keys}) from unknown)
    group by ${keys}
)
select
    u.*,
    row_number() over (partition by u.key_hash order by u.row_no) as version,
    e.known_before
from unknown as u
left join earlier as e on ${same}
