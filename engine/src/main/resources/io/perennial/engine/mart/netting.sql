-- grain: customer_id, day. Purchases of one customer on one day are one transaction. One customer in netting_buckets() is looked at, all when it is 1.
-- amount: money paid that day, less what was refunded later and can be traced to it.
-- purchase: whether the day counts as a transaction; a day whose every order was reversed does not, and neither does a day on which
-- an untraceable refund was paid out: it lowers the customer's value and counts no purchase.
-- As of netting_end(): a refund after that day is not known.
-- A refund is traced by order id; else to the latest earlier day of exactly its amount, else to the latest earlier day of at least its amount.
-- Days before observation_start() are netted too and then left out, so that a refund of one of them is not taken for one of a later purchase.
create or replace view netted_day as
with line as (
    select customer_id, day, order_id, kind, amount
    from order_line
    where day <= netting_end() and (kind = 'refund' or sample_bucket(customer_id, netting_buckets()) = 0)
),
placed as (
    select customer_id, order_id, min(day) as day, sum(amount) as gross
    from line
    where kind = 'order' and order_id is not null
    group by customer_id, order_id
),
-- a refund traced by order id; the order decides the customer and the day
returned as (
    select order_id, sum(amount) as amount
    from line
    where kind = 'refund' and order_id in (select order_id from placed)
    group by order_id
),
settled as (
    select p.customer_id, p.day, p.gross, p.gross + coalesce(r.amount, 0) as amount
    from placed p left join returned r on r.order_id = p.order_id
    union all
    select customer_id, day, amount, amount
    from line
    where kind = 'order' and order_id is null
),
settled_day as (
    select customer_id, day, sum(gross) as gross, sum(amount) as amount, bool_or(amount > 0 or gross <= 0) as purchase
    from settled
    group by customer_id, day
),
-- numbered within the customer; equal refunds of one day are as good as each other
loose as (
    select row_number() over (partition by l.customer_id order by l.day, l.amount) as refund, l.customer_id, l.day, l.amount
    from line l
    where l.kind = 'refund' and not exists (select 1 from placed p where p.order_id = l.order_id)
),
traced as (
    select l.refund, l.customer_id, l.amount, max_by(d.day, (case when d.amount = -l.amount then 1 else 0 end, d.day)) as day
    from loose l join settled_day d on d.customer_id = l.customer_id and d.day <= l.day and d.amount >= -l.amount
    where d.purchase
    group by l.refund, l.customer_id, l.amount
),
traced_day as (
    select customer_id, day, sum(amount) as amount from traced group by customer_id, day
),
untraced as (
    select l.customer_id, l.day, l.amount
    from loose l left join traced t on t.customer_id = l.customer_id and t.refund = l.refund
    where t.refund is null
),
movement as (
    select d.customer_id, d.day, d.amount + coalesce(t.amount, 0) as amount,
        d.purchase and not (t.amount is not null and d.amount + t.amount <= 0) as purchase
    from settled_day d left join traced_day t on t.customer_id = d.customer_id and t.day = d.day
    union all
    select customer_id, day, amount, false from untraced
)
select customer_id, day, sum(amount) as amount, bool_or(purchase) as purchase
from movement
where day >= observation_start()
group by customer_id, day
