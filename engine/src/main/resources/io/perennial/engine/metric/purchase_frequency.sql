-- Purchase frequency
-- Purchase days per buyer in the period; and per customer and year, over the time each had been a customer in the period, buyers or not.
-- basis: purchases
-- period: year
-- columns: purchases count, buyers count, frequency number, per_customer_year number
-- rows: revenue where not goes_back and amount > 0
with bought as (
    select s.segment, p.period, count(*) as purchases, count(distinct d.customer_id) as buyers
    from mart_purchase d
    join segment s on s.customer_id = d.customer_id
    join period p on d.day between p.first_day and p.last_day
    where d.kept
    group by s.segment, p.period
),
exposed as (
    select s.segment, p.period, sum(days_between(greatest(c.acquired_on, p.first_day), p.last_day) + 1) / 365.2425 as years
    from stg_customer c
    join segment s on s.customer_id = c.customer_id
    join period p on c.acquired_on <= p.last_day
    group by s.segment, p.period
)
select
    g.segment, g.period, coalesce(b.purchases, 0) as purchases, coalesce(b.buyers, 0) as buyers, share_of(b.purchases, b.buyers) as frequency,
    share_of(coalesce(b.purchases, 0), e.years) as per_customer_year, coalesce(b.buyers, 0) as n,
    case when b.buyers is null then 'nobody bought' end as reason
from grid g
left join bought b on b.segment = g.segment and b.period = g.period
left join exposed e on e.segment = g.segment and e.period = g.period
