-- The year after the last day, per plan of that day: paying subscribers, and how many of them will not have left, as was drawn. key: plan
select
    case when b.moves <= final_day() then b.other_plan else b.plan end as plan,
    count(*) as subscribers,
    count(*) filter (case s.stay when 3 then s.to_day > horizon() else e.customer is null end) as drawn_still_there
from box_stay s
join box b using (customer)
left join box_end e using (customer)
where s.from_day <= final_day() and (s.to_day is null or s.to_day > final_day())
group by all
order by plan
