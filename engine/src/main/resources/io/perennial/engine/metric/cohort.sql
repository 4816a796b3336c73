-- grain: segment, period, age. Every cohort (customers of a group acquired in a period) at every age it has reached by as_of(), counted in periods from 0, that of
-- acquisition: first_day and last_day of that age, unfinished when as_of() lies before its end. size: all its members ever.
create or replace temp view cohort as
with member as (
    select s.segment, p.period, p.first_day, count(*) as size
    from stg_customer c
    join segment s on s.customer_id = c.customer_id
    join period p on c.acquired_on between p.first_day and p.last_day
    group by s.segment, p.period, p.first_day
),
age as (
    select distinct (months_apart(p.first_day, d.month) / period_months())::integer as age
    from stg_day d cross join (select min(first_day) as first_day from period) p
    where d.month >= p.first_day and d.day <= as_of() and months_apart(p.first_day, d.month) % period_months() = 0
)
select
    m.segment, m.period, a.age, m.size, plus_months(m.first_day, a.age * period_months()) as first_day,
    plus_days(plus_months(m.first_day, (a.age + 1) * period_months()), -1) as last_day,
    plus_days(plus_months(m.first_day, (a.age + 1) * period_months()), -1) > as_of() as unfinished
from member m join age a on plus_months(m.first_day, a.age * period_months()) <= as_of()
