-- What winning and keeping customers cost, by month. key: source, spend_id
select
    'wildwick' as source,
    c.spend_id,
    on_day(c.month) as period,
    last_day(on_day(c.month)) as period_end,
    c.channel,
    null::varchar as campaign,
    c.segment,
    c.kind,
    (c.amount / r.rate)::decimal(18, 2) as amount,
    c.currency,
    customer_id(c.customer) as customer_id,
    period_end::timestamp as known_at
from cost c
join rate r on r.currency = c.currency and r.day = greatest(c.month, 0)
where period_end <= on_day(final_day())
order by c.month, c.spend_id
