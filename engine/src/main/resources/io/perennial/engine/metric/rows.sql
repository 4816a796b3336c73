-- grain: a fact behind the figure, by day.
with fact as (
${facts}
)
select f.*, b.file, count(*) over () as found
from fact f left join batch b on b.batch_id = f.batch_id
order by f.fact, f.day, f.source, f.key
limit ${limit}
