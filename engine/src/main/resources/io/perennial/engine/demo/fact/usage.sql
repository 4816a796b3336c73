-- Every week: sessions in the planner of a box subscriber, planters online of an account, each with what the plan allows. Both fall before the end: sessions in the 35 days before
-- a voluntary cancellation, planters in the 90 days before a contract that is not renewed. key: source, customer_id, day, metric
with session as (
    select
        s.customer, s.from_day + 7 * week as day, 'planner_sessions' as metric, p.session_limit as plan_limit,
        (2 + 0.6 * p.session_limit * draw(s.customer, 'sessions'))
            * (0.4 + 1.2 * draw(s.customer, 7 * week + s.stay, 'sessions of week'))
            * case when e.reason = 'voluntary' and s.to_day = e.ends and day >= e.ends - 35 then truth('usage_decline') else 1 end as value
    from (
        select *, unnest(range((least(coalesce(to_day, final_day() + 1), final_day() + 1) - from_day + 6) // 7)) as week
        from box_stay
        where from_day <= final_day()
    ) s
    join box b using (customer)
    join plan p using (plan)
    left join box_end e using (customer)
),
online as (
    select
        e.customer, e.from_day + 7 * week as day, 'planters_online' as metric, a.planters as plan_limit,
        a.planters * least((0.55 + 0.4 * draw(e.customer, 'planters')) * (0.94 + 0.12 * draw(e.customer, week, 'planters of week')), 1)
            * case when day >= e.to_day - 90 and e.to_day < final_day() then 0.6 else 1 end as value
    from (
        select *, unnest(range((least(to_day, final_day()) - from_day + 7) // 7)) as week
        from account_end
        where from_day <= final_day()
    ) e
    join account a using (customer)
)
select
    'wildwick' as source, customer_id(customer) as customer_id, on_day(day) as day, metric, round(value)::double as value, plan_limit::double as plan_limit,
    on_day(day)::timestamp as known_at
from (from session union all from online)
order by day, customer_id
