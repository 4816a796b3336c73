-- An export of the newest shop orders as a shop system would write it, with what is wrong in real ones. grain: row, one per order and line, and a second one for each repeated row.
-- fault: null for a good row. The rows in fault are chosen by lot, as many of each kind as the list of faults says.
create table fault as
select * from (values
    ('repeated_row', 12, 'the same row again: no new fact'),
    ('impossible_date', 8, 'Created at has month 13: quarantined'),
    ('no_identity', 6, 'neither e-mail nor phone: no customer to give the order to'),
    ('unreadable_amount', 5, 'Subtotal and Total are words: quarantined'),
    ('unknown_currency', 4, 'Currency is not ISO 4217: quarantined'),
    ('future_date', 3, 'Created at lies twenty years ahead: quarantined or flagged'),
    ('mojibake_name', 10, 'Billing Name was UTF-8 read as Latin-1: repaired or flagged, the order counts')
) t(fault, rows, what);

create table raw_order as
with newest as (
    select *, row_number() over (order by draw(customer, n, 'raw order'), customer, n) as place
    from (
        select * from shop_order where day <= final_day() and currency = 'EUR' order by day desc, customer, n limit 400
    )
),
faults as (
    select fault, sum(rows) over (order by fault rows unbounded preceding) as place_to, place_to - rows as place_from
    from fault
),
faulty as (
    select w.*, f.fault
    from newest w
    left join faults f on w.place > f.place_from and w.place <= f.place_to
),
written as (
    select
        *, unnest(case when fault = 'repeated_row' then [1, 2] else [1] end) as copy,
        at_time(day, draw(customer, n, 'time')) as placed_at,
        value::decimal(18, 2) as subtotal, case when value < 60 then 4.90 else 0 end::decimal(18, 2) as freight, (value * tax)::decimal(18, 2) as taxes
    from faulty
)
select
    fault, day, customer, n, copy,
    '#' || 100000 + row_number() over (order by day, customer, n, copy) - copy as "Name",
    case when fault = 'no_identity' then '' else lower(customer_id(customer)) || '@mail.example' end as "Email",
    'paid' as "Financial Status",
    case fault when 'unknown_currency' then 'Taler' else currency end as "Currency",
    case fault when 'unreadable_amount' then 'see invoice' else subtotal::varchar end as "Subtotal",
    freight::varchar as "Shipping",
    taxes::varchar as "Taxes",
    case fault when 'unreadable_amount' then 'see invoice' else (subtotal + freight + taxes)::varchar end as "Total",
    case fault
        when 'impossible_date' then strftime(placed_at, '%Y-13-%d %H:%M:%S +0000')
        when 'future_date' then strftime(placed_at + interval 20 year, '%Y-%m-%d %H:%M:%S +0000')
        else strftime(placed_at, '%Y-%m-%d %H:%M:%S +0000')
    end as "Created at",
    '1' as "Lineitem quantity",
    category as "Lineitem name",
    case fault when 'unreadable_amount' then 'see invoice' else subtotal::varchar end as "Lineitem price",
    case fault when 'mojibake_name' then 'ZoÃ« MÃ¼ller' else 'Zoë Keller' end as "Billing Name",
    '0.00' as "Refunded Amount",
    (7000000000 + customer * 1000 + n)::varchar as "Id",
    '' as "Phone"
from written;
