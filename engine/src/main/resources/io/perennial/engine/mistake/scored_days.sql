-- grain: as_of. What runs of this knowledge and basis found on each day, the latest first.
select as_of::varchar as as_of, sum(clv) as clv, sum(total_value) as total_value, count(*) as customers
from ${score}
where knowledge = (select any_value(knowledge) from scored) and basis = (select any_value(basis) from scored)
    and as_of <= as_of()
group by as_of
order by as_of desc
