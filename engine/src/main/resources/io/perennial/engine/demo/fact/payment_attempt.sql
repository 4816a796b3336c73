-- Attempts to charge box invoices: most succeed at once, some after retries, those of the involuntarily churned never. key: source, attempt_id
with attempt as (
    select customer, stay, n, day, 0 as number, wait is null and not doomed as succeeded, price, currency
    from box_bill
    union all
    select customer, stay, n, day + wait, 1, true, price, currency
    from box_bill
    where wait >= 0
    union all
    select customer, stay, n, day + r.after, 2 + r.after, false, price, currency
    from box_bill, (values (3), (6)) r(after)
    where wait > r.after
    union all
    select customer, stay, n, day + floor((ends - day) * r.number / 3.0)::integer, r.number, false, price, currency
    from box_bill, (values (1), (2), (3)) r(number)
    where doomed
)
select
    'wildwick' as source,
    'P' || substr(box_invoice(customer, stay, n), 2) || '-' || number as attempt_id,
    customer_id(customer) as customer_id,
    on_day(day)::timestamp + to_hours(7 + number) as attempted_at,
    price::decimal(18, 4) as amount,
    currency,
    case when succeeded then 'succeeded' else 'failed' end as status,
    case when not succeeded then pick(['insufficient_funds', 'insufficient_funds', 'card_expired', 'card_declined', 'processing_error'], draw(customer, 1000 * stay + n, 'failure'))
        end as failure_reason,
    box_invoice(customer, stay, n) as invoice,
    attempted_at as known_at
from attempt
where day <= final_day()
order by attempted_at, attempt_id
