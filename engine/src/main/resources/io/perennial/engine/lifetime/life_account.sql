-- grain: contract that is signed and not over on as_of(), of a customer. Amounts in base currency; days are counted from as_of().
-- starts_in: negative when it has begun. daily: value per day, where a renewal is about it: it ends within 60 days before end_day, the last day of the latest contract of the
-- customer that can be renewed (change orders cannot). term_days: length of that contract, else 0.
-- billing_days: how long a payment lasts: the usual service period of the customer's bills, else the usual time between two of them, else the whole term where there was one bill, else
-- as with other customers; 0: nobody has bills on record, and contracts count day by day.
with signed as (
    select c.customer, k.kind, k.starts_on, greatest(k.ends_on, k.starts_on) as ends_on, k.value::double as value,
        days_between(k.starts_on, greatest(k.ends_on, k.starts_on)) + 1 as days
    from stg_contract k join life_customer c on c.customer_id = k.customer_id
    where k.signed
),
bill as (
    select
        c.customer,
        case when r.service_to >= r.service_from then days_between(r.service_from, r.service_to) + 1 end as served,
        days_between(lag(r.day) over (partition by c.customer order by r.day, r.event_id), r.day) as gap
    from stg_revenue r join life_customer c on c.customer_id = r.customer_id
    where c.contracted and r.kind in ('initial', 'renewal', 'invoice') and r.amount > 0
),
usual as (
    select customer, coalesce(median(served), median(gap) filter (where gap > 0), 36525) as billing_days from bill group by customer
),
open_account as (
    select customer, max(ends_on) filter (where ends_on >= as_of() and kind <> 'change_order') as end_day
    from signed
    group by customer
    having max(ends_on) >= as_of()
)
select
    s.customer,
    days_between(as_of(), s.ends_on)::double as ends_in,
    days_between(as_of(), s.starts_on)::double as starts_in,
    s.value, s.days::double as days,
    (case when s.kind <> 'change_order' and s.ends_on >= plus_days(a.end_day, -60) then s.value / s.days else 0 end)::double as daily,
    (case when s.ends_on = a.end_day and s.kind <> 'change_order' then s.days else 0 end)::double as term_days,
    coalesce(u.billing_days, (select median(billing_days) from usual), 0)::double as billing_days
from signed s
join open_account a on a.customer = s.customer
left join usual u on u.customer = s.customer
where s.ends_on >= as_of()
