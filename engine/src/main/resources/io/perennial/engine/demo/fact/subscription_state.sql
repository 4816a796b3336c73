-- Every change of a box subscription: trial, start, move to another box, new price, pause, failed payment, end, return. key: source, subscription_id, effective_on
with point as (
    select customer, started as day, 'trialing' as status, null as reason, 0 as late from box where trial
    union all
    select customer, paid_from, 'cancelled', 'voluntary', 0 from box where trial and not converted
    union all
    select customer, from_day, 'active', null, 0 from box_stay
    union all
    select customer, b.moves, 'active', null, 0 from box b join box_stay s using (customer) where b.moves > s.from_day and (s.to_day is null or b.moves < s.to_day)
    union all
    select customer, b.price_rises, 'active', null, 0
    from box b join box_stay s using (customer) where b.price_rises > s.from_day and (s.to_day is null or b.price_rises < s.to_day)
    union all
    select customer, min(day), 'active', null, 0 from box_bill where months = 12 and dear group by customer having min(n) > 0
    union all
    select customer, day + 1, 'past_due', null, 0 from box_bill where wait > 0 or (doomed and day + 1 < ends)
    union all
    select customer, day + wait, 'active', null, 0 from box_bill where wait > 0
    union all
    select
        s.customer, s.to_day, case when s.stay = 1 and s.to_day = b.pauses then 'paused' else 'cancelled' end as status,
        case when status = 'cancelled' then case when s.stay = 3 then 'voluntary' else e.reason end end as reason,
        case when reason = 'voluntary' and draw(s.customer, s.stay, 'back-dated') < truth('back_dated_cancellation_share')
            then 20 + floor(41 * draw(s.customer, s.stay, 'cancellation recorded'))::integer else 0 end
    from box_stay s
    join box b using (customer)
    left join box_end e using (customer)
    where s.to_day is not null
),
-- Where two things happen on one day the state after both is one row; what stops or ends a subscription comes last.
settled as (
    select *, day + late as recorded
    from point
    where day + late <= final_day()
    qualify row_number() over (
        partition by customer, day order by case status when 'active' then 2 when 'past_due' then 1 else 0 end, late
    ) = 1
),
described as (
    select
        t.customer, t.day, t.recorded, t.reason, b.currency, b.months,
        case when t.status = 'active' and t.day > f.day and t.day < f.ends then 'past_due' else t.status end as status,
        case when b.moves <= t.day then b.other_plan else b.plan end as plan,
        case b.months when 1 then t.day else plus_months(b.paid_from, 12 * date_sub('year', on_day(b.paid_from), on_day(t.day))) end
            >= price_change_day() as dear
    from settled t
    join box b using (customer)
    left join box_bill f on f.customer = t.customer and f.doomed
)
select
    'wildwick' as source,
    'S' || lpad(d.customer::varchar, 7, '0') as subscription_id,
    on_day(d.day) as effective_on,
    customer_id(d.customer) as customer_id,
    d.status,
    case when d.status in ('active', 'past_due') then p.price / d.months else 0 end::decimal(18, 4) as mrr,
    d.currency,
    d.plan,
    1.0::double as quantity,
    case d.months when 1 then 'month' else 'year' end as interval,
    d.reason,
    at_time(d.recorded, 0) as known_at
from described d
join plan_price p using (plan, currency, dear)
order by d.day, d.customer
