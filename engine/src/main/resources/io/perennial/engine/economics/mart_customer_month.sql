-- grain: customer_id, month, where anything happened. Money in and out, base currency.
-- cost_of_goods: of the events, else revenue less gross_margin(), rounded to the minor unit; unknown_costs: events for which neither is known (then too low).
-- contact_cost: what is known of it; uncosted_contacts: contacts without cost. keeping_cost: spending on loyalty, account management and the like, plus outreach.
-- acquisition_cost: in the month of acquisition. purchases: purchase days that were not taken back; orders: orders and invoices.
with movement as (
    select
        customer_id, month, amount as revenue,
        coalesce(cost, to_minor(amount * (1 - gross_margin())), 0)::decimal(18, 4) as cost_of_goods,
        case when cost is null and gross_margin() is null and amount <> 0 then 1 else 0 end as unknown_costs,
        0::decimal(18, 4) as contact_cost, 0 as contacts, 0 as uncosted_contacts, 0::decimal(18, 4) as keeping_cost, 0::decimal(18, 4) as acquisition_cost,
        0 as purchases, 0 as orders
    from stg_revenue
    union all
    select customer_id, month, 0, 0, 0, 0, 0, 0, 0, 0, case when kept then 1 else 0 end, orders
    from mart_purchase
    union all
    select customer_id, month, 0, 0, 0, coalesce(cost, 0), 1, case when cost is null then 1 else 0 end, 0, 0, 0, 0
    from stg_contact
    where customer_id is not null
    union all
    select customer_id, month, 0, 0, 0, 0, 0, 0, cost, 0, 0, 0
    from stg_outreach
    where customer_id is not null and cost <> 0
    union all
    select customer_id, month, 0, 0, 0, 0, 0, 0, amount, 0, 0, 0
    from mart_spend_share
    where not winning
    union all
    select s.customer_id, coalesce(c.cohort_month, s.month), 0, 0, 0, 0, 0, 0, 0, s.amount, 0, 0
    from mart_spend_share s join stg_customer c on c.customer_id = s.customer_id
    where s.winning
)
select
    customer_id, month,
    sum(revenue)::decimal(18, 4) as revenue,
    sum(cost_of_goods)::decimal(18, 4) as cost_of_goods,
    sum(unknown_costs)::bigint as unknown_costs,
    sum(contact_cost)::decimal(18, 4) as contact_cost,
    sum(contacts)::bigint as contacts,
    sum(uncosted_contacts)::bigint as uncosted_contacts,
    sum(keeping_cost)::decimal(18, 4) as keeping_cost,
    sum(acquisition_cost)::decimal(18, 4) as acquisition_cost,
    sum(purchases)::bigint as purchases,
    sum(orders)::bigint as orders
from movement
group by customer_id, month
