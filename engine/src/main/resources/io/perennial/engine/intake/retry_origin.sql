-- one row: how the batch was read
select
    b.batch_id,
    b.file,
    b.layout,
    r.layout_text,
    b.source,
    r.currency,
    r.zone
from batch as b
join reading as r using (batch_id)
where b.batch_id = ${batch}
