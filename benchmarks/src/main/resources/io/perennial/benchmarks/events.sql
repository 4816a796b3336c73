-- grain: one revenue event; a file as a shop's warehouse would export it. Every value is a hash of the row's number, so the same file comes out every time.
copy (
    select
        'e' || i as event_id,
        'c' || (hash(i) % 1000000) as customer_id,
        strftime(timestamp '2022-01-01' + to_seconds((hash(i, 1) % 94608000)::bigint), '%Y-%m-%d %H:%M:%S') as occurred_at,
        'order' as kind,
        ((hash(i, 2) % 20000) / 100.0)::decimal(18, 2) as amount,
        'EUR' as currency,
        ((hash(i, 3) % 9000) / 100.0)::decimal(18, 2) as cost,
        'category ' || (i % 20) as category
    from range(${facts}) r(i)
) to '${file}' (format csv, header)
