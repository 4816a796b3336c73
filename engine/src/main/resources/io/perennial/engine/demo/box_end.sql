-- When a subscriber leaves. The hazard is proportional: base of the plan x factor x what is in force that day. It is drawn exactly, in continuous time: between two changes
-- of what is in force the hazard is constant, so he leaves in the first stretch by whose end the cumulated hazard passes an exponential draw. Monthly plans are at risk every day; annual
-- plans once a year, at renewal, with the hazard of the twelve months at once, times what is in force that day. Nothing that raises the hazard depends on the hazard,
-- so a Cox regression with these time-dependent covariates (stratified by plan), or events per day at risk, in force against not, recovers each ratio.
-- change: +1 where something comes into force, -1 where it ends. One row per customer and change.
create table box_end as
with change as (
    select customer, paid_from::double as day, 0 as unresolved, 0 as breach, 0 as low_csat, 0 as outreach, 0 as price, 0 as paused, 0 as renewal, 0 as moved
    from box where converted
    union all
    select
        customer, opened + e.ends * truth('contact_effect_days'), e.step * unresolved::integer, e.step * breach::integer,
        e.step * coalesce(csat <= 2, false)::integer, 0, 0, 0, 0, 0
    from box_contact, (values (0, 1), (1, -1)) e(ends, step)
    where unresolved or breach or csat <= 2
    union all
    select customer, sent + e.ends * truth('outreach_effect_days'), 0, 0, 0, e.step, 0, 0, 0, 0
    from box_outreach, (values (0, 1), (1, -1)) e(ends, step)
    where arm = 'treated'
    union all
    select customer, price_rises + e.ends * truth('price_shock_days'), 0, 0, 0, 0, e.step, 0, 0, 0
    from box, (values (0, 1), (1, -1)) e(ends, step)
    where converted and price_rises is not null
    union all
    select customer, case when e.step = 1 then pauses else resumes end, 0, 0, 0, 0, 0, e.step, 0, 0
    from box, (values (1), (-1)) e(step)
    where converted and pauses is not null
    union all
    select customer, plus_months(paid_from, 12 * n), 0, 0, 0, 0, 0, 0, n, 0
    from box, range(1, 5) r(n)
    where converted and months = 12
    union all
    select customer, moves, 0, 0, 0, 0, 0, 0, 0, 1
    from box
    where converted and moves is not null
),
in_force as (
    select
        customer, day, renewal,
        lead(day, 1, horizon() + 1) over through as until,
        case when sum(unresolved) over through > 0 then truth('unresolved_hazard_ratio') else 1 end
            * case when sum(breach) over through > 0 then truth('sla_breach_hazard_ratio') else 1 end
            * case when sum(low_csat) over through > 0 then truth('low_csat_hazard_ratio') else 1 end
            * case when sum(outreach) over through > 0 then truth('outreach_hazard_ratio') else 1 end
            * case when sum(price) over through > 0 then truth('price_shock_hazard_ratio') else 1 end
            * case when sum(paused) over through > 0 then 0 else 1 end as multiplier,
        sum(moved) over through > 0 as moved
    from change
    where day <= horizon()
    window through as (
        partition by customer
        order by day, renewal, unresolved, breach, low_csat, outreach, price, paused, moved
        rows unbounded preceding
    )
),
stretch as (
    select
        i.customer, i.day, i.until, i.renewal, b.months,
        b.factor * i.multiplier * p.churn_hazard / 30.4375 as rate,
        case
            when b.months = 1 then rate * (i.until - i.day)
            when i.renewal > 0 then b.factor * i.multiplier * p.churn_hazard * 12
            else 0
        end as hazard
    from in_force i
    join box b using (customer)
    join plan p on p.plan = case when i.moved then b.other_plan else b.plan end
),
cumulated as (
    select
        *,
        sum((1e12 * hazard)::bigint) over (
            partition by customer order by day, until, renewal rows unbounded preceding
        ) / 1e12 as hazard_to
    from stretch
),
left_in as (
    select
        *,
        exponential(customer, 'churn') as wanted,
        case when months = 1 then day + (wanted - (hazard_to - hazard)) / rate else day end as ends_at
    from cumulated
    where hazard > 0 and exponential(customer, 'churn') <= hazard_to and exponential(customer, 'churn') > hazard_to - hazard
)
select
    l.customer,
    case when draw(l.customer, 'involuntary') < truth('involuntary_share') then 'involuntary' else 'voluntary' end as reason,
    l.ends_at,
    case when l.months = 1 then floor(l.ends_at)::integer + 1 when reason = 'involuntary' then l.day::integer + 14 else l.day::integer end as ends
from (select customer, months, min(ends_at) as ends_at, min(day) as day from left_in group by all) l;
