-- What winning and keeping customers cost, by month. grain: cost, key: spend_id. amount in EUR; month: day number of its first day.
create table cost as
with month as (
    select date_diff('day', first_day(), start::date) as month, (start + interval 1 month)::date - start::date as days
    from range(date_trunc('month', first_day())::timestamp, (on_day(final_day()) + 1)::timestamp, interval 1 month) r(start)
),
-- Cost of winning: what was paid for the customers acquired lead_months later, with a tenth of luck either way.
won as (
    select date_diff('day', first_day(), (date_trunc('month', on_day(p.acquired)) - to_months(c.lead_months::integer))::date) as month, p.segment, p.channel,
        sum(case p.segment when 'shop' then c.cac_shop when 'boxes' then c.cac_boxes else c.cac_business end)::double as amount
    from person p
    join channel c using (channel)
    group by all
),
winning as (
    select w.month, w.channel, w.segment, k.kind, null::bigint as customer, c.spend_currency as currency,
        w.amount * k.share * (0.9 + 0.2 * draw(w.channel || w.segment, w.month, 'luck of ' || k.kind)) as amount
    from won w
    join channel c using (channel)
    join (values (false, 'ads', 0.72), (false, 'marketing', 0.2), (false, 'onboarding', 0.08), (true, 'sales', 0.75), (true, 'marketing', 0.1), (true, 'onboarding', 0.15))
        k(business, kind, share) on k.business = (w.segment = 'business')
),
paying as (
    select m.month, 'boxes' as segment, count(distinct s.customer) as customers
    from month m
    join box_stay s on s.from_day < m.month + m.days and (s.to_day is null or s.to_day >= m.month)
    group by all
    union all
    select m.month, 'shop', count(distinct o.customer)
    from month m
    join shop_order o on o.day between m.month and m.month + m.days - 1
    group by all
),
keeping as (
    select month, null as channel, segment, 'loyalty' as kind, null::bigint as customer, 'EUR' as currency, customers * case segment when 'boxes' then 0.6 else 0.9 end as amount
    from paying
    union all
    select m.month, null, 'business', 'account_management', e.customer, 'EUR', a.account_management
    from month m
    join account_end e on e.from_day < m.month + m.days and e.to_day >= m.month
    join account a using (customer)
    union all
    select month, null, null, k.kind, null, 'EUR', k.each * customers()
    from month, (values ('support', 0.05), ('overhead', 0.40)) k(kind, each)
)
select
    upper(kind[1:2]) || '-' || coalesce(channel, '') || '-' || coalesce(segment, '') || '-' || coalesce(customer_id(customer), '') || '-' || strftime(on_day(month), '%Y%m')
        as spend_id,
    *
from (from winning union all by name from keeping);
