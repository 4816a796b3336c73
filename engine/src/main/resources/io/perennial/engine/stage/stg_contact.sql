-- grain: source, contact_id. Support contacts opened up to as_of(). customer_id: null where the reference is nobody known (reference says which).
-- What happened after as_of() is not known: resolved_at and first_response_at later than that are null.
-- cost: base currency; where the fact has none, handling time (talk, hold, wrap) at contact_hour_cost(); without handling time, cost_per_contact();
-- else null. cost_rule says which.
with opened as (
    select
        c.*, business_day(c.opened_at) as day,
        case when k.customer_id is not null then coalesce(a.customer_id, c.customer_id) end as resolved_id,
        coalesce(c.talk_seconds, 0) + coalesce(c.hold_seconds, 0) + coalesce(c.wrap_seconds, 0) as seconds,
        c.talk_seconds is not null or c.hold_seconds is not null or c.wrap_seconds is not null as timed
    from current_contact c
    left join stg_alias a on a.source = c.source and a.reference = c.customer_id
    left join stg_customer k on k.customer_id = coalesce(a.customer_id, c.customer_id)
    where business_day(c.opened_at) <= as_of()
)
select
    o.source, o.contact_id, o.resolved_id as customer_id, o.customer_id as reference, o.day, month_start(o.day) as month, o.opened_at,
    case when business_day(o.first_response_at) <= as_of() then o.first_response_at end as first_response_at,
    case when business_day(o.resolved_at) <= as_of() then o.resolved_at end as resolved_at,
    o.sla_due_at, o.resolution_due_at, o.channel, o.queue, o.agent_id, o.talk_seconds, o.hold_seconds, o.wrap_seconds,
    case when o.timed then o.seconds end as handling_seconds,
    o.first_contact_resolved, coalesce(o.escalated, false) as escalated, o.escalated is not null as escalation_known, o.csat, o.priority,
    case
        when o.cost is not null then in_base(o.cost, coalesce(o.currency, base_currency()), r.rate)
        when o.timed and contact_hour_cost() is not null then round(o.seconds::decimal(18, 4) * contact_hour_cost() / 3600, 4)::decimal(18, 4)
        else cost_per_contact()
    end as cost,
    case
        when o.cost is not null then 'stated'
        when o.timed and contact_hour_cost() is not null then 'handling time'
        when cost_per_contact() is not null then 'per contact'
    end as cost_rule,
    o.batch_id, o.line
from opened o left join stg_rate r on r.currency = o.currency and r.day = o.day
