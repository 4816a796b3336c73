-- grain: source, event_id. Movements of money up to as_of(), in the base currency, before taxes and shipping; negative where money goes back.
-- day: business day of the event, but restated() a refund or chargeback has the day, and the service period, of what it reverses.
-- own_day: business day on which it happened.
-- cost: of goods or services sold, null where unknown. A refund without cost brings back the goods, as a share of what it reverses; a chargeback does not.
-- Left out: currencies without a rate on that day (see stg_left_out).
with event as (
    select
        e.source, e.event_id, e.occurred_at, business_day(e.occurred_at) as own_day, e.kind, e.amount, e.currency, e.cost, e.category,
        coalesce(a.customer_id, e.customer_id) as customer_id, e.reverses, e.service_from, e.service_to, e.batch_id, e.line
    from current_revenue_event e
    left join stg_alias a on a.source = e.source and a.reference = e.customer_id
),
reversal as (
    select
        r.source, r.event_id, o.customer_id, o.own_day, o.service_from, o.service_to, o.category,
        case
            when r.cost is not null then r.cost
            when r.kind = 'chargeback' then 0
            when o.amount <> 0 then round(o.cost * (r.amount / o.amount), 4)
        end as cost
    from event r join event o on o.source = r.source and o.event_id = r.reverses
    where r.reverses is not null
),
placed as (
    select
        e.source, e.event_id, e.occurred_at, e.own_day, e.kind, e.amount, e.currency, e.reverses, e.batch_id, e.line,
        coalesce(e.customer_id, v.customer_id) as customer_id,
        case when restated() then coalesce(v.own_day, e.own_day) else e.own_day end as day,
        case when v.event_id is null then e.cost else v.cost end as cost,
        coalesce(e.category, v.category) as category,
        case when restated() then coalesce(v.service_from, e.service_from) else e.service_from end as service_from,
        case when restated() then coalesce(v.service_to, e.service_to) else e.service_to end as service_to
    from event e left join reversal v on v.source = e.source and v.event_id = e.event_id
)
select
    p.source, p.event_id, p.customer_id, p.day, month_start(p.day) as month, p.own_day, p.occurred_at, p.kind,
    in_base(p.amount, p.currency, r.rate) as amount,
    in_base(p.cost, p.currency, r.rate) as cost,
    p.kind in ('refund', 'chargeback') or p.reverses is not null as goes_back,
    p.amount as own_amount, p.currency, p.category, p.reverses, p.service_from, p.service_to, p.batch_id, p.line
from placed p left join stg_rate r on r.currency = p.currency and r.day = p.day
where p.day <= as_of() and p.customer_id is not null and (p.currency = base_currency() or r.rate is not null)
