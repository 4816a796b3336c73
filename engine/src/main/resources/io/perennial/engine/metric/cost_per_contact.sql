-- Cost per contact
-- Cost of contacts over their number, those whose cost is stated or follows from a rule.
-- basis: cost
-- period: month
-- columns: contacts count, uncosted count, cost money, cost_per_contact money
-- rows: contact where cost is not null
with summed as (
    select c.segment, p.period, count(*) as contacts, count(*) - count(c.cost) as uncosted, sum(c.cost) as cost, count(c.cost) as costed
    from segmented_contact c join period p on c.day between p.first_day and p.last_day
    group by c.segment, p.period
)
select
    g.segment, g.period, coalesce(v.contacts, 0) as contacts, coalesce(v.uncosted, 0) as uncosted, v.cost, share_of(v.cost, v.costed) as cost_per_contact,
    coalesce(v.costed, 0) as n,
    case when v.contacts is null then 'no contacts' when v.costed = 0 then 'no contact has a cost and no rule gives one' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
