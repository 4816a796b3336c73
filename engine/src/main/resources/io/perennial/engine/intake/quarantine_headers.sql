-- grain: one row per header of the files from which rows were set aside, in the order of the columns
select header
from (
    select
        r.batch_id,
        unnest(from_json(r.columns -> '$.headers', '["VARCHAR"]')) as header,
        generate_subscripts(from_json(r.columns -> '$.headers', '["VARCHAR"]'), 1) as place
    from reading as r
    where r.batch_id in (select batch_id from quarantine where ${where})
)
group by header
order by min((batch_id, place))
