-- grain: one warning. What the figures leave out or assume, with its size.
with warning as (
    select 1 as place, 'left-out' as code,
        facts || ' rows of ' || fact_table || ' are left out: ' || currency || ' has no rate to ' || base_currency() || ' on their day ('
            || money_text(amount) || ' ' || currency || ')' as message
    from stg_left_out
    union all
    select 2, 'orphans', sum(facts) || ' rows of ' || fact_table || ' name ' || count(*) || ' references that are nobody known (' || min(reference) || ' …)'
    from stg_orphan
    group by fact_table
    union all
    select 3, 'unknown-cost', sum(unknown_costs) || ' revenue events have no cost and no gross_margin is set: value after the cost of goods is unknown for '
        || count(*) || ' customers'
    from mart_customer
    where unknown_costs > 0
    having count(*) > 0
    union all
    select 4, 'uncosted-contacts', sum(uncosted_contacts) || ' contacts have no cost and neither contact_hour_cost nor cost_per_contact is set: contribution is too high'
    from mart_customer
    where uncosted_contacts > 0
    having count(*) > 0
    union all
    select 5, 'unshared-spend', money_text(sum(amount)) || ' ' || base_currency() || ' spent on ' || case when winning then 'winning' else 'keeping' end
        || ' customers fell to nobody: nobody was ' || case when winning then 'acquired by the channel' else 'active' end || ' in those months'
    from mart_spend_unshared
    group by winning
    union all
    -- The licences of a contact centre are a small part of what its work costs; the same money booked twice is about as much.
    select 6, 'double-support', 'spending of the kind support (' || money_text(s.amount) || ' ' || base_currency() || ') is of the size of what contacts cost ('
        || money_text(c.cost) || ' ' || base_currency() || '): make sure that it is not the same money'
    from (select sum(amount) as amount from stg_spend where kind = 'support') s, (select sum(cost) as cost from stg_contact) c
    where s.amount > 0 and c.cost > 0 and 2 * s.amount >= c.cost
)
select code, message from warning order by place, message
