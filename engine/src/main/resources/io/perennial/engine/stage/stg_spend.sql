-- grain: source, spend_id, month, up to that of as_of(). Cost of winning or keeping customers, base currency at the first day of its period,
-- spread over the days of the period; the last month takes the rounding remainder.
-- winning: ads, marketing, sales, onboarding; the other kinds keep customers.
with item as (
    select
        s.source, s.spend_id, s.period, greatest(s.period_end, s.period) as period_end, s.channel, s.campaign, s.segment, s.kind,
        in_base(s.amount, s.currency, r.rate) as amount, coalesce(a.customer_id, s.customer_id) as customer_id, s.batch_id, s.line
    from current_spend s
    left join stg_alias a on a.source = s.source and a.reference = s.customer_id
    left join stg_rate r on r.currency = s.currency and r.day = s.period
    where s.period <= as_of() and (s.currency = base_currency() or r.rate is not null)
),
calendar as (
    select distinct month, month_end(month) as month_last from stg_day
),
part as (
    select
        i.*, c.month,
        days_between(i.period, greatest(c.month, i.period)) as before,
        days_between(i.period, least(c.month_last, i.period_end)) + 1 as reached,
        days_between(i.period, i.period_end) + 1 as whole
    from item i join calendar c on c.month >= month_start(i.period) and c.month <= i.period_end
),
rounded as (
    select *, reached = whole as last_part, to_minor(amount * (reached - before) / whole) as rounded from part
),
summed as (
    select
        *,
        coalesce(sum(rounded) over (
            partition by source, spend_id order by month rows between unbounded preceding and 1 preceding), 0)::decimal(18, 4) as before_it
    from rounded
)
select
    source, spend_id, month, channel, campaign, segment, kind, kind in ('ads', 'marketing', 'sales', 'onboarding') as winning, customer_id,
    case when last_part then amount - before_it else rounded end as amount, batch_id, line
from summed
where month <= as_of()
