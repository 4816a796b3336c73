-- Quiet customers
-- Customers with three or more purchase days whose silence is longer than any before and at least twice their usual (median) interval; the most valuable first.
-- basis: revenue
-- period: all
-- columns: customer_id text, last_purchase date, silent_days days, usual_days days, longest_days days, times_usual ratio, purchases count, revenue money
-- order: revenue desc, customer_id
-- rows: revenue
with gap as (
    select customer_id, days_between(lag(day) over (partition by customer_id order by day), day) as days
    from mart_purchase
    where kept
),
rhythm as (
    select customer_id, median(days) as usual_days, max(days) as longest_days
    from gap
    where days is not null
    group by customer_id
    having count(*) >= 2
),
silent as (
    select s.segment, p.period, m.*, r.usual_days, r.longest_days, days_between(m.last_purchase, as_of()) as silent_days
    from rhythm r
    join mart_customer m on m.customer_id = r.customer_id
    join segment s on s.customer_id = r.customer_id
    cross join period p
)
select
    segment, period, customer_id, last_purchase, silent_days, usual_days, longest_days, share_of(silent_days, usual_days) as times_usual, purchases, revenue,
    purchases as n, null as reason
from silent
where silent_days > longest_days and silent_days >= 2 * usual_days
