-- Orders, box invoices, refunds, chargebacks and invoices of contracts. Amounts of the shop are drawn in EUR and charged in the customer's currency at the rate of the day.
-- Plants cannot be sold again, so a refund brings no cost back. key: source, event_id
with event as (
    select
        'O' || lpad(o.customer::varchar, 7, '0') || '-' || o.n as event_id, o.customer, at_time(o.day, draw(o.customer, o.n, 'time')) as occurred_at,
        'order' as kind, (o.value / r.rate)::decimal(18, 2) as amount, o.currency, (amount * c.cost_share)::decimal(18, 2) as cost,
        (amount * o.tax)::decimal(18, 2) as tax, case when amount < 60 then 4.90 else 0 end::decimal(18, 2) as shipping, o.category,
        null as reverses, null::date as service_from, null::date as service_to, occurred_at as known_at
    from shop_order o
    join category c using (category)
    join rate r on r.currency = o.currency and r.day = o.day
    where o.day <= final_day()
    union all
    select
        'R' || lpad(f.customer::varchar, 7, '0') || '-' || f.n, f.customer, at_time(f.day, draw(f.customer, f.n, 'refund time')),
        'refund', -((o.value / r.rate)::decimal(18, 2) * f.part)::decimal(18, 2), o.currency, 0, -((o.value / r.rate)::decimal(18, 2) * f.part * o.tax)::decimal(18, 2), 0,
        o.category, 'O' || lpad(f.customer::varchar, 7, '0') || '-' || f.n, null, null, at_time(f.recorded, draw(f.customer, f.n, 'refund time'))
    from shop_refund f
    join shop_order o using (customer, n)
    join rate r on r.currency = o.currency and r.day = o.day
    where f.recorded <= final_day()
    union all
    select
        box_invoice(b.customer, b.stay, b.n), b.customer, at_time(b.day, 0), 'invoice', b.price, b.currency, (b.price * b.cost_share)::decimal(18, 2),
        (b.price * b.tax)::decimal(18, 2), 0, 'box', null, on_day(b.day), on_day(b.next_day) - 1, at_time(b.day, 0)
    from box_bill b
    where not b.doomed
    union all
    select
        'R-' || box_invoice(b.customer, b.stay, b.n), b.customer, at_time(t.returned, draw(b.customer, 1000 * b.stay + b.n, 'back time')), t.kind, -b.price, b.currency,
        0, -(b.price * b.tax)::decimal(18, 2), 0, 'box', box_invoice(b.customer, b.stay, b.n), null, null,
        at_time(t.returned, draw(b.customer, 1000 * b.stay + b.n, 'back time'))
    from box_bill b
    join box_return t using (customer, stay, n)
    where t.returned <= final_day()
    union all
    select
        'I' || substr(contract_id, 2) || '-' || n, customer, at_time(day, 0), kind, amount, currency, (amount * truth('business_cost_share'))::decimal(18, 2),
        (amount * p.tax)::decimal(18, 2), 0, 'contract', null, on_day(day), on_day(until_day), at_time(day, 0)
    from account_bill
    join person p using (customer, currency)
)
select
    'wildwick' as source, event_id, customer_id(customer) as customer_id, occurred_at, kind, amount, currency, cost, tax, shipping, category, reverses, service_from,
    service_to, known_at
from event
order by occurred_at, event_id
