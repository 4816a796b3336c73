-- How a contact goes: by lot, given its agent. A macro over a table (customer, n, opened, …) of contacts; purpose tells the draws of shop, boxes and business apart.
-- unresolved, breach, csat are what has an effect on box subscribers; the rest describes them. handling: seconds.
create macro handled(contacts, purpose) as table
    with assigned as (
        select c.*, a.agent_id, a.tier, a.unresolved as unresolved_share, a.handling as pace, p.priority, p.sla_hours, p.resolution_due_hours
        from (
            select
                *,
                1 + floor((12 + customers() // 1000) * draw(customer, n, purpose || ' agent'))::integer as number,
                draw(customer, n, purpose || ' priority') as priority_at
            from query_table(contacts)
        ) c
        join agent a using (number)
        asof join (select *, sum(share) over (order by priority rows unbounded preceding) - share as share_from from priority) p
            on c.priority_at >= p.share_from
    ),
    judged as (
        select
            *,
            draw(customer, n, purpose || ' unresolved') < unresolved_share as unresolved,
            draw(customer, n, purpose || ' breach') < truth('sla_breach_share') as breach,
            pick(['phone', 'phone', 'email', 'email', 'email', 'chat', 'social'], draw(customer, n, purpose || ' channel')) as medium
        from assigned
    )
    select
        * exclude (number, priority_at, unresolved_share, pace),
        case
            when draw(customer, n, purpose || ' answers') >= truth('csat_response_share') then null
            when draw(customer, n, purpose || ' csat')
                < case when unresolved then truth('low_csat_share_unresolved') else truth('low_csat_share_resolved') end
                    + case when breach then truth('low_csat_added_by_breach') else 0 end
                then 1 + floor(2 * draw(customer, n, purpose || ' csat low'))
            else 3 + floor(3 * sqrt(draw(customer, n, purpose || ' csat high')))
        end as csat,
        sla_hours * case when breach then 1.02 + exponential(customer, n, purpose || ' response') else 0.98 * draw(customer, n, purpose || ' response') end as response_hours,
        24 * exponential(customer, n, purpose || ' resolution') + 0.1 as resolution_hours,
        not unresolved and draw(customer, n, purpose || ' first') < truth('first_contact_resolution') as first_contact_resolved,
        draw(customer, n, purpose || ' escalated') < case when unresolved then 0.25 else 0.06 end as escalated,
        round(pace * 140 * (exponential(customer, n, purpose || ' talk 1') + exponential(customer, n, purpose || ' talk 2'))) + 5 as talk_seconds,
        case when medium = 'phone' then round(90 * exponential(customer, n, purpose || ' hold')) else 0 end as hold_seconds,
        round(pace * 80 * exponential(customer, n, purpose || ' wrap')) as wrap_seconds
    from judged;
