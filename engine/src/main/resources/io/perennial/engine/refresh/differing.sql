-- Customers whose rows in ${table} differ from those in ${earlier}.
insert into delta.changed
with now as (
    select customer_id, count(*) as n, sum(hash(t)) as content from ${table} t where customer_id is not null group by customer_id
),
earlier as (
    select customer_id, count(*) as n, sum(hash(t)) as content from ${earlier} t where customer_id is not null group by customer_id
)
select coalesce(a.customer_id, b.customer_id)
from now a full join earlier b on b.customer_id = a.customer_id
where a.n is distinct from b.n or a.content is distinct from b.content
