-- NPS of box subscribers every 180 days from the 60th paid day, of shop customers once, of accounts every half year; effort (CES) after contacts and satisfaction (CSAT) after
-- orders. What is answered to NPS is the attitude the customer has for life. key: source, survey_id
with asked as (
    select 'N' as prefix, b.customer, r.n, b.paid_from + 60 + 180 * r.n as day, truth('nps_response_share') as response
    from box b
    left join box_end e using (customer), range(10) r(n)
    where b.converted and b.paid_from + 60 + 180 * r.n < coalesce(e.ends, final_day() + 1)
    union all
    select 'N', customer, 0, acquired + 30, 0.12
    from shopper
    union all
    select 'N', customer, r.n, from_day + 90 + 182 * r.n, 0.6
    from account_end, range(10) r(n)
    where from_day + 90 + 182 * r.n <= to_day
),
answered as (
    select
        'N' as prefix, a.customer, a.n, a.day, 'nps' as kind,
        case p.attitude
            when 'detractor' then floor(7 * sqrt(draw(a.customer, a.n, 'nps score')))
            when 'passive' then 7 + floor(2 * draw(a.customer, a.n, 'nps score'))
            else 9 + floor(2 * draw(a.customer, a.n, 'nps score'))
        end as score
    from asked a
    join person p using (customer)
    where draw(a.customer, a.n, 'nps answers') < a.response
    union all
    select
        'E', customer, n, ceil(opened + (response_hours + resolution_hours) / 24)::integer, 'ces',
        case when unresolved then 1 + floor(4 * draw(customer, n, 'ces score')) else 4 + floor(4 * sqrt(draw(customer, n, 'ces score'))) end
    from (
        select customer, n, opened, response_hours, resolution_hours, unresolved from shop_contact
        union all
        select customer, n, opened, response_hours, resolution_hours, unresolved
        from box_contact left join box_end e using (customer) where e.ends_at is null or opened < e.ends_at
    )
    where draw(customer, n, 'ces answers') < 0.1
    union all
    select 'C', customer, n, day + 10, 'csat', 1 + floor(5 * sqrt(sqrt(draw(customer, n, 'order score'))))
    from shop_order
    where draw(customer, n, 'order answers') < 0.04
)
select
    'wildwick' as source,
    prefix || lpad(customer::varchar, 7, '0') || '-' || n as survey_id,
    customer_id(customer) as customer_id,
    at_time(day, draw(customer, n, prefix || ' answered')) as answered_at,
    kind,
    score::double as score,
    case when kind = 'nps' and draw(customer, n, 'comment') < 0.3 then case
        when score <= 6 then pick(['The herbs arrived wilted.', 'Nobody answered my question.', 'Too expensive for what it is.', 'The box came late again.'], draw(customer, n, 'words'))
        when score <= 8 then pick(['Nice, but I have enough pots now.', 'Good plants, slow delivery.', 'Fine so far.'], draw(customer, n, 'words'))
        else pick(['My balcony is a jungle, thank you!', 'Best tomatoes in the street.', 'Friendly people, healthy plants.'], draw(customer, n, 'words'))
    end end as comment,
    answered_at as known_at
from answered
where day <= final_day()
order by answered_at, survey_id
