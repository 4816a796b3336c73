-- grain: one row per shape of the values of a text column; a shape is the value with every digit turned into 9
-- Few shapes stand for many values, so a whole column can be judged by looking at them.
select
    translate(lower(trim(${value})), '012345678', '999999999') as shape,
    count(*) as occurrences,
    min(trim(${value})) as smallest,
    max(trim(${value})) as largest
from ${relation}
where trim(${value}) <> ''
group by shape
order by occurrences desc, shape
limit ${limit}
