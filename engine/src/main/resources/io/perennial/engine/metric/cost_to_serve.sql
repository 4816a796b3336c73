-- Cost to serve
-- Cost of contacts (as stated, else handling time at its rate, else per contact), of account management and other keeping, and of outreach; per active customer and month.
-- basis: contribution
-- period: month
-- columns: contact_cost money, keeping_cost money, cost_to_serve money, each_month money, share_of_revenue rate, contacts count, uncosted_contacts count
-- rows: contact, spend, outreach
with summed as (
    select
        s.segment, p.period, sum(m.contact_cost) as contact_cost, sum(m.keeping_cost) as keeping_cost, sum(m.revenue) as revenue,
        sum(m.contacts) as contacts, sum(m.uncosted_contacts) as uncosted_contacts
    from mart_customer_month m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
),
active as (
    select s.segment, p.period, count(*) as customer_months, count(distinct a.customer_id) as customers
    from mart_active a
    join segment s on s.customer_id = a.customer_id
    join period p on a.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(v.contact_cost, 0) as contact_cost, coalesce(v.keeping_cost, 0) as keeping_cost,
    coalesce(v.contact_cost + v.keeping_cost, 0) as cost_to_serve, share_of(v.contact_cost + v.keeping_cost, a.customer_months) as each_month,
    share_of(v.contact_cost + v.keeping_cost, v.revenue) as share_of_revenue, coalesce(v.contacts, 0) as contacts,
    coalesce(v.uncosted_contacts, 0) as uncosted_contacts, coalesce(a.customers, 0) as n,
    case
        when a.customers is null then 'no active customers'
        when v.uncosted_contacts > 0 then v.uncosted_contacts || ' contacts have no cost and no rule gives one'
    end as reason
from grid g
left join summed v on v.segment = g.segment and v.period = g.period
left join active a on a.segment = g.segment and a.period = g.period
