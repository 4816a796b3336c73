-- one row: movements of money whose cost of goods is unknown, contacts and those without a cost, and what serving and keeping have cost.
select
    coalesce(sum(unknown_costs), 0)::bigint as unknown_costs, count(*) filter (where cost_of_goods <> 0) as with_costs,
    coalesce(sum(orders), 0)::bigint as orders, coalesce(sum(contacts), 0)::bigint as contacts, coalesce(sum(uncosted_contacts), 0)::bigint as uncosted_contacts,
    coalesce(sum(contact_cost), 0) as contact_cost, coalesce(sum(keeping_cost), 0) as keeping_cost
from mart_customer
