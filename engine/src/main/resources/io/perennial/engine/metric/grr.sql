-- Gross revenue retention
-- The same as NRR, but nobody counts for more at the end than at the start: between 0 and 1, and never above NRR.
-- basis: revenue
-- period: month
-- columns: opening money, kept money, grr rate
-- rows: subscription
select
    g.segment, g.period, coalesce(v.opening, 0) as opening, coalesce(v.kept, 0) as kept, share_of(v.kept, v.start_value) as grr,
    coalesce(v.n, 0) as n, case when v.n is null then 'no recurring revenue at the start' end as reason
from grid g left join retained v on v.segment = g.segment and v.period = g.period
