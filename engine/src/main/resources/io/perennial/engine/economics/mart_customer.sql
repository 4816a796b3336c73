-- grain: customer_id, all of stg_customer. Historic value up to as_of() on four bases, base currency:
-- revenue; gross_profit (less the cost of goods; null while an event's cost is unknown); contribution (less contacts, keeping and outreach); net_of_cac.
-- purchases: purchase days; first_purchase, last_purchase: null without one.
with value as (
    select
        customer_id, sum(revenue) as revenue, sum(cost_of_goods) as cost_of_goods, sum(unknown_costs) as unknown_costs,
        sum(contact_cost) as contact_cost, sum(contacts) as contacts, sum(uncosted_contacts) as uncosted_contacts, sum(keeping_cost) as keeping_cost,
        sum(acquisition_cost) as acquisition_cost, sum(purchases) as purchases, sum(orders) as orders
    from mart_customer_month
    group by customer_id
),
purchase as (
    select customer_id, min(day) as first_purchase, max(day) as last_purchase
    from mart_purchase
    where kept
    group by customer_id
),
complete as (
    select
        c.customer_id, c.acquired_on, c.cohort_month,
        coalesce(v.revenue, 0)::decimal(18, 4) as revenue,
        coalesce(v.cost_of_goods, 0)::decimal(18, 4) as cost_of_goods,
        coalesce(v.unknown_costs, 0)::bigint as unknown_costs,
        coalesce(v.contact_cost, 0)::decimal(18, 4) as contact_cost,
        coalesce(v.contacts, 0)::bigint as contacts,
        coalesce(v.uncosted_contacts, 0)::bigint as uncosted_contacts,
        coalesce(v.keeping_cost, 0)::decimal(18, 4) as keeping_cost,
        coalesce(v.acquisition_cost, 0)::decimal(18, 4) as acquisition_cost,
        coalesce(v.purchases, 0)::bigint as purchases,
        coalesce(v.orders, 0)::bigint as orders,
        p.first_purchase, p.last_purchase
    from stg_customer c
    left join value v on v.customer_id = c.customer_id
    left join purchase p on p.customer_id = c.customer_id
)
select
    *,
    case when unknown_costs = 0 then revenue - cost_of_goods end as gross_profit,
    case when unknown_costs = 0 then revenue - cost_of_goods - contact_cost - keeping_cost end as contribution,
    case when unknown_costs = 0 then revenue - cost_of_goods - contact_cost - keeping_cost - acquisition_cost end as net_of_cac
from complete
