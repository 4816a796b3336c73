-- What every step uses. Time is counted in days since first_day(): the facts end with final_day(), behaviour is drawn for a year more, up to horizon(), so that the truth can
-- say what comes next. Every draw is a hash of the seed, the customer (or other key), a counter where there are several, and a word for its purpose; so no draw depends
-- on another, on the order of rows or on the number of threads. Sums of draws are sums of whole billionths, which are the same in any order.
set timezone = 'UTC';
create macro draw
    (key, purpose) as (hash(hash(key, purpose, seed())) >> 11)::double / 9007199254740992.0,
    (key, counter, purpose) as (hash(hash(key, counter, purpose, seed())) >> 11)::double / 9007199254740992.0;
create macro exponential
    (key, purpose) as -ln(1 - draw(key, purpose)),
    (key, counter, purpose) as -ln(1 - draw(key, counter, purpose));
create macro gamma_of_3(key, purpose) as exponential(key, 1, purpose) + exponential(key, 2, purpose) + exponential(key, 3, purpose);
create macro gamma_of_4(key, counter, purpose) as
    exponential(key, counter, purpose || ' 1') + exponential(key, counter, purpose || ' 2') + exponential(key, counter, purpose || ' 3')
        + exponential(key, counter, purpose || ' 4');
create macro normal(key, purpose) as sqrt(2 * exponential(key, purpose)) * cos(2 * pi() * draw(key, purpose || ' angle'));
create macro pick(list, u) as list[1 + floor(u * len(list))::integer];
create macro truth(name) as getvariable(name);
create macro on_day(day) as first_day() + floor(day)::integer;
-- An instant of that day in opening hours, 7 to 22 o'clock.
create macro at_time(day, u) as on_day(day)::timestamp + to_seconds(25200 + floor(u * 54000)::integer);
create macro customer_id(customer) as 'W' || lpad(customer::varchar, 7, '0');
create macro plus_months(day, months) as date_diff('day', first_day(), (first_day() + day::integer + to_months(months::integer))::date);
-- Arrivals of a Poisson process of rate 1 up to each customer's mean, by adding up exponential gaps; more than mean + 5 sqrt(mean) + 3 of them come once in a million.
-- process: a table (customer, mean). Result: customer, n (from 0), moment in (0, mean].
create macro arrivals(process, purpose) as table
    with gap as (
        select customer, mean, unnest(range(ceil(mean + 5 * sqrt(mean) + 3)::bigint)) as n
        from query_table(process)
    ),
    summed as (
        select
            customer, mean, n,
            sum((1e9 * exponential(customer, n, purpose))::bigint) over (partition by customer order by n rows unbounded preceding) / 1e9 as moment
        from gap
    )
    select customer, n, moment from summed where moment <= mean;
create macro box_invoice(customer, stay, n) as 'B' || lpad(customer::varchar, 7, '0') || '-' || stay || '-' || n;
-- One customer in fifty is known to the contact centre by another reference.
create macro known_twice(customer) as draw(customer, 'known twice') < 0.02;
create macro desk_reference(customer) as 'desk-' || lpad(customer::varchar, 7, '0');
-- Expected time until a shop customer leaves, within the first t days: the integral of (beta / (beta + x))^s, times r.
create macro expected_time(t) as
    truth('purchase_r') * truth('purchase_beta') / (truth('purchase_s') - 1)
        * (1 - power(truth('purchase_beta') / (truth('purchase_beta') + t), truth('purchase_s') - 1));
