-- grain: day, customer_id, for the ends of periods and the days before they begin: who had bought by then, as he stood that day.
-- recency_days since the last purchase day, frequency purchase days, monetary all revenue. Scores 1 to 5: 1 + the fifths of all buyers that are worse; equal
-- customers have equal scores, so that a fifth may be empty.
create or replace temp view rfm_score as
with wanted as (
    select last_day as day from period union select plus_days(first_day, -1) from period
),
bought as (
    select w.day, d.customer_id, max(d.day) as last_purchase, count(*) as frequency
    from wanted w join mart_purchase d on d.day <= w.day
    where d.kept
    group by w.day, d.customer_id
),
paid as (
    select w.day, r.customer_id, sum(r.amount) as monetary
    from wanted w join stg_revenue r on r.day <= w.day
    group by w.day, r.customer_id
),
ranked as (
    select
        b.day, b.customer_id, days_between(b.last_purchase, b.day) as recency_days, b.frequency, p.monetary,
        count(*) over (partition by b.day) as buyers,
        rank() over (partition by b.day order by b.last_purchase) - 1 as less_recent,
        rank() over (partition by b.day order by b.frequency) - 1 as less_frequent,
        rank() over (partition by b.day order by p.monetary) - 1 as less_money
    from bought b join paid p on p.day = b.day and p.customer_id = b.customer_id
),
scored as (
    select
        day, customer_id, recency_days, frequency, monetary,
        1 + floor(5.0 * less_recent / buyers)::integer as r,
        1 + floor(5.0 * less_frequent / buyers)::integer as f,
        1 + floor(5.0 * less_money / buyers)::integer as m
    from ranked
)
select
    *,
    case
        when r >= 4 and f + m >= 8 then 'champions'
        when r = 3 and f + m >= 8 then 'loyal'
        when r <= 2 and f + m >= 8 then 'cannot lose them'
        when r >= 4 and frequency = 1 then 'new'
        when r >= 4 then 'promising'
        when r = 3 then 'need attention'
        when f + m >= 5 then 'at risk'
        else 'hibernating'
    end as rfm_group
from scored
