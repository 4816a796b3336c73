-- Renewal rate
-- Of the signed contracts that ended in the period, the share renewed: by a signed contract that names them, or by a signed renewal of the same customer that starts from 90 days before to 90 days after the end. By number, and by value of the ending contracts.
-- basis: contracts
-- period: quarter
-- columns: ended count, renewed count, renewal_rate rate, low rate, high rate, ended_value money, renewed_value money, value_rate rate
-- rows: contract
with named as (
    select distinct source, renews as contract_id from stg_contract where signed and renews is not null
),
followed as (
    select distinct e.source, e.contract_id
    from stg_contract e
    join stg_contract r on r.customer_id = e.customer_id and r.kind = 'renewal' and r.signed and r.renews is null
        and r.starts_on > e.starts_on and r.starts_on between plus_days(e.ends_on, -90) and plus_days(e.ends_on, 90)
    where e.signed
),
ended as (
    select s.segment, p.period, k.value, n.contract_id is not null or f.contract_id is not null as renewed
    from stg_contract k
    join segment s on s.customer_id = k.customer_id
    join period p on k.ends_on between p.first_day and p.last_day
    left join named n on n.source = k.source and n.contract_id = k.contract_id
    left join followed f on f.source = k.source and f.contract_id = k.contract_id
    where k.signed and k.kind in ('initial', 'renewal')
),
summed as (
    select
        segment, period, count(*) as ended, count(*) filter (where renewed) as renewed, sum(value) as ended_value,
        coalesce(sum(value) filter (where renewed), 0) as renewed_value
    from ended
    group by segment, period
)
select
    g.segment, g.period, coalesce(v.ended, 0) as ended, coalesce(v.renewed, 0) as renewed, share_of(v.renewed, v.ended) as renewal_rate,
    wilson_low(v.renewed::double, v.ended::double) as low, wilson_high(v.renewed::double, v.ended::double) as high,
    coalesce(v.ended_value, 0) as ended_value, coalesce(v.renewed_value, 0) as renewed_value, share_of(v.renewed_value, v.ended_value) as value_rate,
    coalesce(v.ended, 0) as n, case when v.ended is null then 'no contract ended' end as reason
from grid g left join summed v on v.segment = g.segment and v.period = g.period
