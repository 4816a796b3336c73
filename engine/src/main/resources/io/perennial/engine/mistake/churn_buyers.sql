-- grain: customer_id. Buyers without a subscription: of those who bought in the twelve months that ended a year before as_of(), who bought in the year since.
-- A lapse counts as lost within twelve months. paying: bought since; mrr: revenue a month of the last year.
with bought as (
    select
        customer_id, bool_or(day > plus_months(as_of(), -24) and day <= plus_months(as_of(), -12)) as before, bool_or(day > plus_months(as_of(), -12)) as since,
        coalesce(sum(amount) filter (where day > plus_months(as_of(), -12)), 0) / 12 as monthly
    from mart_purchase
    where kept and customer_id not in (select customer_id from mart_mrr)
    group by customer_id
)
select customer_id, 12::bigint as months, not since as ended, since as paying, monthly as mrr
from bought
where before
