-- Check-ins with monthly subscribers who were paying that day: half of them, by lot, were held out. key: source, outreach_id
select
    'wildwick' as source,
    'X' || lpad(o.customer::varchar, 7, '0') || '-' || o.n as outreach_id,
    customer_id(o.customer) as customer_id,
    at_time(o.sent, 0.2) as sent_at,
    'check_in' as kind,
    o.arm,
    case when o.arm = 'treated' then truth('outreach_cost') else 0 end::decimal(18, 2) as cost,
    'EUR' as currency,
    at_time(o.sent, 0.2) as known_at
from box_outreach o
left join box_end e using (customer)
where o.sent <= final_day() and (e.ends is null or o.sent < e.ends)
order by o.sent, o.customer
