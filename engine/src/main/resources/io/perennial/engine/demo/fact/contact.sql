-- Contacts of everybody, as they stood at the end. One customer in fifty is known here by another reference (table identity). key: source, contact_id
with happened as (
    select 'shop' as place, * from shop_contact
    union all by name
    select 'box' as place, c.* from box_contact c left join box_end e using (customer) where e.ends_at is null or c.opened < e.ends_at
    union all by name
    select 'account' as place, * from account_contact
),
timed as (
    select
        *,
        first_day()::timestamp + to_seconds((86400 * opened)::bigint) as opened_at,
        opened_at + to_seconds((3600 * response_hours)::bigint) as responded_at,
        case when not unresolved then responded_at + to_seconds((3600 * resolution_hours)::bigint) end as closed_at,
        on_day(final_day() + 1)::timestamp as ending
    from happened
    where opened < final_day() + 1
)
select
    'wildwick' as source,
    upper(place[1]) || 'T' || lpad(customer::varchar, 7, '0') || '-' || n as contact_id,
    case when known_twice(customer) then desk_reference(customer) else customer_id(customer) end as customer_id,
    opened_at,
    case when responded_at < ending then responded_at end as first_response_at,
    case when closed_at < ending then closed_at end as resolved_at,
    opened_at + to_hours(sla_hours) as sla_due_at,
    opened_at + to_hours(resolution_due_hours) as resolution_due_at,
    medium as channel,
    case place
        when 'account' then 'business'
        when 'shop' then 'orders'
        else pick(['boxes', 'boxes', 'billing'], draw(customer, n, 'queue'))
    end as queue,
    agent_id,
    talk_seconds::double as talk_seconds,
    hold_seconds::double as hold_seconds,
    wrap_seconds::double as wrap_seconds,
    first_contact_resolved and closed_at < ending as first_contact_resolved,
    escalated,
    case when responded_at < ending then csat end::double as csat,
    (truth('handling_cost_per_hour') * (talk_seconds + hold_seconds + wrap_seconds) / 3600)::decimal(18, 2) as cost,
    'EUR' as currency,
    priority,
    coalesce(case when closed_at < ending then closed_at end, case when responded_at < ending then responded_at end, opened_at) as known_at
from timed
order by opened_at, contact_id
