-- Contact volume
-- Contacts opened in the period, in all and per active customer and month; unresolved counts those open at the end of the as-of day, unknown_customer those that name nobody known.
-- basis: contacts
-- period: month
-- columns: contacts count, each_month number, unresolved count, unresolved_share rate, unknown_customer count
-- rows: contact
with summed as (
    select
        c.segment, p.period, count(*) as contacts, count(*) filter (where c.resolved_at is null) as unresolved,
        count(*) filter (where c.customer_id is null) as unknown_customer
    from segmented_contact c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
),
active as (
    select s.segment, p.period, count(*) as customer_months
    from mart_active a
    join segment s on s.customer_id = a.customer_id
    join period p on a.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(v.contacts, 0) as contacts, share_of(coalesce(v.contacts, 0) - coalesce(v.unknown_customer, 0), a.customer_months) as each_month,
    coalesce(v.unresolved, 0) as unresolved, share_of(v.unresolved, v.contacts) as unresolved_share, coalesce(v.unknown_customer, 0) as unknown_customer,
    coalesce(v.contacts, 0) as n, case when v.contacts is null then 'no contacts' end as reason
from grid g
left join summed v on v.segment = g.segment and v.period = g.period
left join active a on a.segment = g.segment and a.period = g.period
