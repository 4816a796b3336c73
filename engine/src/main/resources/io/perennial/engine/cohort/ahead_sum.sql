-- grain: segment, period, step. What the members of a cohort are expected to bring to the end of each step, and how many of them are expected to be active in it.
select
    m.segment, m.period, a.step,
    sum(a.revenue) as revenue, sum(a.gross_profit) as gross_profit, sum(a.contribution) as contribution,
    round(sum(a.active), 6) as active
from member m join cohort_ahead.main.ahead a on a.customer_id = m.customer_id
group by m.segment, m.period, a.step
order by m.segment, m.period, a.step
