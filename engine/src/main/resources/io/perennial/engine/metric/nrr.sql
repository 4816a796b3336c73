-- Net revenue retention
-- What the customers who paid at the start of the period pay at its end, over what they paid at the start, at constant exchange rates. May exceed 1.
-- basis: revenue
-- period: month
-- columns: opening money, closing money, nrr rate
-- rows: subscription
select
    g.segment, g.period, coalesce(v.opening, 0) as opening, coalesce(v.closing, 0) as closing, share_of(v.closing, v.start_value) as nrr,
    coalesce(v.n, 0) as n, case when v.n is null then 'no recurring revenue at the start' end as reason
from grid g left join retained v on v.segment = g.segment and v.period = g.period
