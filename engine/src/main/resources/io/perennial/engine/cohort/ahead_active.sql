-- grain: step, customer_id. The probability that each customer is active in a step, 1 in the unfinished period for whom it was seen in it: ${current} is its first day.
create table cohort_ahead.main.ahead as
select
    h.step, c.customer_id, 0::decimal(38, 4) as revenue, 0::decimal(38, 4) as gross_profit, 0::decimal(38, 4) as contribution,
    case when h.step = 0 and a.customer_id is not null then 1 else h.active end as active
from chance h
join life_customer c on c.customer = h.customer
left join (select distinct customer_id from mart_active where month >= date '${current}') a on a.customer_id = c.customer_id
