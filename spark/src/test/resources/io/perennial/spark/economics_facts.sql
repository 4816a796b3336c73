-- Facts that strain the steps of customers' economics: ties, unknown channels, refunds, two currencies, leap days, months' ends, odd minor units to share. Made of hashes.
insert into setting values ('base_currency', 'EUR'), ('gross_margin', '0.35'), ('cac_lag_months', '1'), ('contact_hour_cost', '30'), ('cost_per_contact', '4.5');

insert into customer
select 'shop', 'c' || i, 'Customer ' || i, null, date '2023-01-31' + (hash(i) % 480)::integer,
    case hash(i, 1) % 4 when 0 then 'search' when 1 then 'social' when 2 then 'email' end, null, case when i % 3 = 0 then 'gold' end, null,
    case when i % 2 = 0 then 'FR' else 'DE' end, null, null, null, case when i % 5 = 0 then '{"shape":"round"}' end,
    timestamp '2023-01-01', 1, i, 0
from range(90) r(i);

insert into revenue_event
select 'shop', 'e' || i, 'c' || (hash(i, 2) % 90), timestamp '2023-01-31 12:00:00' + to_days((hash(i, 3) % 500)::integer), 'order',
    (case when hash(i, 4) % 9 = 0 then 20 else (hash(i, 5) % 20000) / 100.0 end)::decimal(18, 4), case when i % 4 = 0 then 'USD' else 'EUR' end,
    case when i % 3 = 0 then ((hash(i, 6) % 3000) / 100.0)::decimal(18, 4) end, null, null, null, null, null, null,
    timestamp '2023-01-01', 1, i, 0
from range(700) r(i);

insert into revenue_event
select source, 'r' || event_id, customer_id, occurred_at + interval 9 day, 'refund', case when line % 2 = 0 then -amount else -amount / 3 end, currency, null, null, null,
    null, event_id, null, null, known_at, 1, line + 1000, 0
from revenue_event
where hash(event_id) % 7 = 0;

insert into subscription_state
select 'bill', 's' || (i % 40), date '2023-01-31' + ((i // 40) * 55 + hash(i % 40) % 50)::integer, 'c' || (i % 40),
    case when hash(i, 7) % 5 = 0 and i >= 40 then 'cancelled' else 'active' end,
    (case when hash(i, 7) % 5 = 0 and i >= 40 then 0 else 10 * (1 + hash(i, 8) % 5) end)::decimal(18, 4), case when i % 2 = 0 then 'USD' else 'EUR' end,
    'gold', 1, 'month', case hash(i, 9) % 3 when 0 then 'voluntary' when 1 then 'involuntary' end, timestamp '2023-01-01', 1, i, 0
from range(320) r(i);

insert into contract
select 'crm', 'k' || i, 'c' || (2 * i), 'initial', date '2023-03-01', date '2023-03-31', date '2024-02-29', 1200, 'EUR', 1, null, null, timestamp '2023-01-01', 1, i, 0
from range(20) r(i);

insert into spend
select 'ads', 'a' || i, date '2023-01-01' + to_months((i % 16)::integer), last_day((date '2023-01-01' + to_months((i % 16)::integer))::date),
    case i % 3 when 0 then 'search' when 1 then 'social' end, null, case when i % 7 = 0 then 'gold' end, case when i % 2 = 0 then 'ads' else 'loyalty' end,
    (100 + (hash(i) % 9999) / 100.0)::decimal(18, 4), 'EUR', case when i % 11 = 0 then 'c1' end, timestamp '2023-01-01', 1, i, 0
from range(60) r(i);

insert into contact
select 'desk', 't' || i, 'c' || (hash(i, 1) % 90), timestamp '2023-02-28 23:30:00' + to_days((hash(i, 2) % 440)::integer), null, null, null, null, 'phone', null, null,
    case when i % 3 = 0 then (hash(i, 3) % 1800)::double end, null, null, true, false, null, case when i % 5 = 0 then 7.25 end, case when i % 5 = 0 then 'EUR' end, null,
    timestamp '2023-01-01', 1, i, 0
from range(250) r(i);

insert into outreach
select 'crm', 'o' || i, 'c' || (i * 3 % 90), timestamp '2024-01-31 10:00:00' + to_days(i::integer), 'call', 'treated', 2.5, 'EUR', timestamp '2023-01-01', 1, i, 0
from range(30) r(i);

insert into exchange_rate
select 'bank', 'USD', date '2023-01-01' + i::integer, (0.9 + (hash(i) % 1000) / 10000.0)::decimal(28, 12), timestamp '2023-01-01', 1, i, 0
from range(520) r(i)
