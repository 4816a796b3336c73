-- Days on which a monthly subscriber could leave, before he first did. grain: group of equal days. left: how many left at the end of such a day. detractor: null until he answered.
create temp table risk as
with lasting as (
    select
        *, coalesce(lead(effective_on) over (partition by subscription_id order by effective_on), date '2026-01-01') as until,
        min(effective_on) filter (status = 'cancelled') over (partition by subscription_id) as ended,
        min(effective_on) filter (status = 'active') over (partition by subscription_id) as begun
    from subscription_state
    where interval = 'month'
),
at_risk as (
    select customer_id, plan, ended, begun, unnest(range(effective_on, until, interval 1 day))::date as day
    from lasting
    where mrr > 0 and (ended is null or effective_on < ended)
),
contacted as (
    select coalesce(i.customer_id, c.customer_id) as customer_id, c.* exclude (customer_id)
    from contact c
    left join identity i on i.reference = c.customer_id
),
in_force as (
    select
        customer_id, unnest(range(opened_at::date, opened_at::date + 90, interval 1 day))::date as day,
        resolved_at is null as unresolved, first_response_at > sla_due_at as breach, coalesce(csat <= 2, false) as low_csat, false as treated
    from contacted
    where resolved_at is null or first_response_at > sla_due_at or csat <= 2
    union all
    select customer_id, unnest(range(sent_at::date, sent_at::date + 60, interval 1 day))::date, false, false, false, true
    from outreach
    where arm = 'treated'
),
flagged as (
    select customer_id, day, bool_or(unresolved) as unresolved, bool_or(breach) as breach, bool_or(low_csat) as low_csat, bool_or(treated) as treated
    from in_force
    group by all
),
attitude as (
    select customer_id, min(answered_at)::date as answered, min(score) <= 6 as detractor
    from survey
    where kind = 'nps'
    group by all
)
select
    a.plan, (a.day - a.begun) // 91 as tenure, c.channel, date_diff('quarter', date '2023-01-01', c.acquired_on) as cohort,
    coalesce(f.unresolved, false) as unresolved, coalesce(f.breach, false) as breach, coalesce(f.low_csat, false) as low_csat, coalesce(f.treated, false) as treated,
    a.begun < date '2024-08-01' and a.day >= date '2024-08-01' and a.day < date '2024-08-01' + 60 as price_shock,
    case when n.answered <= a.day then n.detractor end as detractor,
    count(*) as days,
    count(*) filter (a.day + 1 = a.ended) as left_
from at_risk a
join customer c using (customer_id)
left join flagged f using (customer_id, day)
left join attitude n using (customer_id)
group by all
