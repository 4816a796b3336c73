-- The rows that were accepted after all name the batch that did.
update quarantine as q
set resolved_by = ${batch}
from (
    select
        r.batch_id,
        r.line
    from (
        select
            batch_id,
            line,
            row_number() over (order by place) - 1 as row_no
        from clv_retry
        where batch_id = ${origin}
    ) as r
    join clv_typed as t using (row_no)
    where t.rule_no = 0
) as accepted
where q.batch_id = accepted.batch_id and q.line is not distinct from accepted.line and q.resolved_by is null
