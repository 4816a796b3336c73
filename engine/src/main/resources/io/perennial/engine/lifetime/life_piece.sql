-- grain: source, subscription_id, stretch, piece. Subscriptions in force, cut where something changes that renewal depends on.
-- A stretch is a time without interruption under one billing interval (active, past_due or paused): after a cancellation or a trial a new one begins, and so does one when the interval
-- changes. A piece of it has one plan: leaving counts for the plan in force, and having come so far under another plan does not count as renewals of this one.
-- start_day: of the stretch; from_day, to_day: of the piece, to_day null when it still holds. left_day: day on which the customer stopped paying, null unless he left.
-- mrr: base currency at the rate of as_of(), the last one that was paid. status, status_from: the last state of the piece and since when it holds.
with state as (
    select
        s.source, s.subscription_id, c.customer, s.from_day, s.to_day, s.status,
        s.mrr::double * case when s.currency = base_currency() then 1 else r.rate::double end as mrr,
        coalesce(s.plan, '') as plan,
        s.status in ('active', 'past_due', 'paused') as kept,
        coalesce(last_value(s.interval ignore nulls) over w, 'month') as interval_name,
        lead(s.status) over w as next_status
    from stg_subscription s
    join life_customer c on c.customer_id = s.customer_id
    left join stg_rate r on r.currency = s.currency and r.day = as_of()
    where s.currency = base_currency() or r.rate is not null
    window w as (partition by s.source, s.subscription_id order by s.from_day)
),
marked as (
    select
        *,
        not (coalesce(lag(kept) over w, false) and lag(interval_name) over w = interval_name and lag(customer) over w = customer) as begins_stretch,
        lag(plan) over w is distinct from plan as changes_plan
    from state
    window w as (partition by source, subscription_id order by from_day)
),
numbered as (
    select
        *,
        sum(begins_stretch::integer) over w as stretch,
        sum((begins_stretch or changes_plan)::integer) over w as piece
    from marked
    where kept
    window w as (partition by source, subscription_id order by from_day)
),
piece as (
    select
        source, subscription_id, customer, interval_name, stretch, piece, any_value(plan) as plan,
        min(from_day) as from_day,
        case when bool_or(to_day is null) then null else max(to_day) end as to_day,
        max_by(status, from_day) as status,
        max(from_day) as status_from,
        coalesce(max_by(mrr, from_day) filter (where mrr > 0), 0) as mrr,
        max_by(next_status, from_day) as next_status
    from numbered
    group by source, subscription_id, customer, interval_name, stretch, piece
)
select
    source, subscription_id, customer, interval_name, plan, stretch, piece,
    min(from_day) over (partition by source, subscription_id, stretch) as start_day,
    from_day, to_day, status, status_from, mrr,
    case when next_status = 'cancelled' then case when status = 'active' then to_day else status_from end end as left_day
from piece
