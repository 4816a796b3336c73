-- The first of several equal rows with an order id stays; the others are marked.
update ${rows} as r
set rule = 'duplicate-row'
from (
    select file_no, row_no
    from ${rows}
    where rule is null and order_id is not null
    qualify row_number() over (partition by order_id, row_hash order by file_no, row_no) > 1
) as copy
where r.file_no = copy.file_no and r.row_no = copy.row_no
