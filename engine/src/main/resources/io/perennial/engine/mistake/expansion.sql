-- one row: movements of recurring revenue in the twelve finished months up to as_of(), and who pays at their end.
with recent as (
    select * from mart_mrr where not unfinished and month > plus_months(month_start(plus_days(as_of(), 1)), -13)
)
select
    coalesce(sum(opening), 0) as opening, coalesce(sum(expansion), 0) as expansion, coalesce(sum(contraction), 0) as contraction,
    coalesce(sum(churned), 0) as churned, count(*) filter (where opening > 0) as months_paid, count(*) filter (where churned > 0) as times_lost,
    coalesce(sum(closing) filter (where month = (select max(month) from recent)), 0) as closing,
    count(*) filter (where month = (select max(month) from recent) and closing > 0) as paying
from recent
