-- Revenue churn
-- Gross: recurring revenue lost by leaving and paying less, over that of the start (1 - GRR). Net: less what those who stayed pay more (1 - NRR); negative when they outweigh. Monthly: the rate that compounds to it.
-- basis: revenue
-- period: month
-- columns: opening money, gross_churn rate, net_churn rate, gross_monthly rate, net_monthly rate
-- rows: subscription
select
    g.segment, g.period, coalesce(v.opening, 0) as opening, 1 - share_of(v.kept, v.start_value) as gross_churn,
    1 - share_of(v.closing, v.start_value) as net_churn,
    1 - power(share_of(v.kept, v.start_value), 1.0 / g.months) as gross_monthly,
    1 - power(share_of(v.closing, v.start_value), 1.0 / g.months) as net_monthly,
    coalesce(v.n, 0) as n, case when v.n is null then 'no recurring revenue at the start' end as reason
from grid g left join retained v on v.segment = g.segment and v.period = g.period
