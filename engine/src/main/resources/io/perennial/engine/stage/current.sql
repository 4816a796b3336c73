-- grain: the key of ${table}. The version of every fact that counts in this world: of those known before known_before() the one known last.
-- Most keys have one version; only those whose hash comes twice are ranked.
create or replace temp view current_${table} as
with known as (
    select * from ${table} where known_at < known_before()
),
contested as (
    select hash(${key}) as key_hash from known group by hash(${key}) having count(*) > 1
)
select * from known where hash(${key}) not in (select key_hash from contested)
union all
select * from known where hash(${key}) in (select key_hash from contested)
qualify row_number() over (partition by ${key} order by known_at desc, batch_id desc, line desc) = 1
