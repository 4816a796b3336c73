-- grain: segment, period. Recurring revenue of those who paid at the start of the period: opening; start_value, the same at constant exchange rates;
-- by chaining what they changed each month; closing, what they pay at its end; kept, the same with nobody above his start_value; n customers.
create or replace temp view retained as
with customer as (
    select
        s.segment, p.period, m.customer_id,
        coalesce(sum(m.opening) filter (where m.month = month_start(p.first_day)), 0) as opening,
        -- what rates alone made of it, month after month; of amounts that rounding took to 0 nothing can be said
        exp(coalesce(sum(ln(((m.opening + m.exchange) / m.opening)::double))
            filter (where m.opening > 0 and m.closing > 0 and m.opening + m.exchange > 0), 0)) as exchanged,
        coalesce(sum(m.closing) filter (where m.month = month_start(p.last_day)), 0) as closing
    from mart_mrr m
    join segment s on s.customer_id = m.customer_id
    join period p on m.month between month_start(p.first_day) and p.last_day
    group by s.segment, p.period, m.customer_id
),
-- in constant currency: who left has his opening, who stayed what it is worth at the end
compared as (
    select *, case when closing > 0 then round(opening * exchanged, 4)::decimal(18, 4) else opening end as start_value
    from customer
    where opening > 0
),
summed as (
    select
        segment, period, sum(opening) as opening, sum(start_value) as start_value, sum(closing) as closing, sum(least(closing, start_value)) as kept,
        count(*) as n
    from compared
    group by segment, period
)
select * from summed
