-- one row: what accounts that had a contract twelve months ago bought beside their contracts since (expansions and change orders), and what their contracts were worth in
-- that time; sums over accounts, and sums of squares, which say how unevenly it is bought.
with signed as (
    select customer_id, kind in ('expansion', 'change_order') as beside, starts_on, greatest(ends_on, starts_on) as ends_on, value::double as value
    from stg_contract
    where signed
),
account as (
    select
        customer_id,
        coalesce(sum(value * greatest(0, days_between(greatest(starts_on, plus_days(as_of(), -364)), least(ends_on, as_of())) + 1)
            / (days_between(starts_on, ends_on) + 1)) filter (where not beside), 0) as base,
        coalesce(sum(value) filter (where beside and starts_on > plus_days(as_of(), -365) and starts_on <= as_of()), 0) as beside
    from signed
    group by customer_id
    having bool_or(not beside and plus_days(as_of(), -365) between starts_on and ends_on)
)
select
    count(*)::double as accounts, coalesce(sum(base), 0)::double as base, coalesce(sum(beside), 0)::double as beside,
    coalesce(sum(base * base), 0)::double as base_base, coalesce(sum(beside * beside), 0)::double as beside_beside
from account
