-- grain: customer with contracts that are signed and not over on as_of(). Amounts in base currency.
-- remaining: what the contracts in force and those signed for later still deliver: their value less what was received for them. What was received on contracts goes to those that are over
-- first. Without any receipt on record a contract delivers evenly over its days.
-- unearned: value of the days to come; billed: receipts are on record. What is unearned and not remaining was paid in advance.
-- end_day: last day of the latest of them that can be renewed (change orders are not); term_days: length of that contract; daily: value per day of all that end within 60 days
-- before it: what a renewal is about.
with signed as (
    select c.customer, k.contract_id, k.source, k.kind, k.starts_on, greatest(k.ends_on, k.starts_on) as ends_on, k.value::double as value,
        days_between(k.starts_on, greatest(k.ends_on, k.starts_on)) + 1 as days
    from stg_contract k join life_customer c on c.customer_id = k.customer_id
    where k.signed
),
received as (
    select customer, sum(amount)::double as amount
    from life_event
    where relationship = 'contract'
    group by customer
),
total as (
    select
        s.customer,
        coalesce(sum(s.value) filter (where s.ends_on < as_of()), 0) as over_value,
        coalesce(sum(s.value) filter (where s.ends_on >= as_of()), 0) as open_value,
        max(s.ends_on) filter (where s.ends_on >= as_of() and s.kind <> 'change_order') as end_day
    from signed s
    group by s.customer
    having max(s.ends_on) >= as_of()
),
share as (
    select
        t.customer, t.end_day,
        -- null: nothing on record was received, or there is nothing it could be compared with
        case when r.amount is not null and r.amount <> 0 and t.open_value > 0
            then greatest(0, least(1, (r.amount - t.over_value) / t.open_value)) end as received_share
    from total t left join received r on r.customer = t.customer
)
select
    s.customer,
    (days_between(as_of(), s.ends_on))::double as ends_in,
    (greatest(0, days_between(as_of(), s.starts_on) - 1))::double as starts_in,
    s.value * coalesce(1 - h.received_share, least(1, days_between(as_of(), s.ends_on)::double / s.days)) as remaining,
    s.value * least(1, days_between(as_of(), s.ends_on)::double / s.days) as unearned,
    (h.received_share is not null)::integer as billed,
    (case when s.kind <> 'change_order' and s.ends_on >= plus_days(h.end_day, -60) then s.value / s.days else 0 end)::double as daily,
    (case when s.ends_on = h.end_day and s.kind <> 'change_order' then s.days else 0 end)::double as term_days
from signed s join share h on h.customer = s.customer
where s.ends_on >= as_of()
order by s.customer, ends_in, starts_in, remaining, daily
