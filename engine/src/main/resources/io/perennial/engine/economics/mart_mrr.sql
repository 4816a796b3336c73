-- grain: customer_id, month, where there is recurring revenue at the start or the end. Base currency per month, at the rate of the day looked at:
-- opening on the last day of the month before, closing on the last day of the month (as_of() in an unfinished one).
-- opening + started + reactivated + expansion - contraction - churned + exchange = closing, on every row.
-- started: paid for the first time; reactivated: had paid before, nothing at the start; churned: nothing at the end; exchange: what the rates alone changed for
-- those who stayed. What begins and ends within a month shows at neither end (see short_lived in the metric).
-- reason: of the last cancellation, for churned rows: voluntary, involuntary or unknown.
with calendar as (
    select month, max(day) as last_day from stg_day where day <= as_of() group by month
),
-- rates of the ends of months; the base currency has 1
month_rate as (
    select r.currency, c.month, r.rate from stg_rate r join calendar c on c.last_day = r.day
    union all
    select base_currency(), month, 1::decimal(20, 12) from calendar
),
paying as (
    select s.customer_id, c.month, s.currency, sum(s.mrr)::decimal(18, 4) as mrr
    from stg_subscription s join calendar c on s.from_day <= c.last_day and (s.to_day is null or s.to_day > c.last_day)
    where s.mrr > 0
    group by s.customer_id, c.month, s.currency
),
both_ends as (
    select customer_id, month, currency, sum(opening)::decimal(18, 4) as opening, sum(closing)::decimal(18, 4) as closing
    from (
        select customer_id, month, currency, 0 as opening, mrr as closing from paying
        union all
        select customer_id, plus_months(month, 1), currency, mrr, 0 from paying where plus_months(month, 1) <= as_of()
    ) ends
    group by customer_id, month, currency
),
valued as (
    select
        e.customer_id, e.month,
        coalesce(sum(in_base(e.opening, e.currency, p.rate)), 0)::decimal(18, 4) as opening,
        coalesce(sum(in_base(e.opening, e.currency, case when p.rate is not null then n.rate end)), 0)::decimal(18, 4) as revalued,
        coalesce(sum(in_base(e.closing, e.currency, n.rate)), 0)::decimal(18, 4) as closing
    from both_ends e
    left join month_rate n on n.currency = e.currency and n.month = e.month
    left join month_rate p on p.currency = e.currency and p.month = plus_months(e.month, -1)
    group by e.customer_id, e.month
),
first_paid as (
    select customer_id, min(from_day) as day from stg_subscription where mrr > 0 group by customer_id
),
cancelled as (
    select customer_id, month_start(from_day) as month, max_by(coalesce(reason, 'unknown'), (from_day, source, subscription_id)) as reason
    from stg_subscription
    where status = 'cancelled'
    group by customer_id, month_start(from_day)
)
select
    v.customer_id, v.month, v.opening,
    (case when v.opening = 0 and f.day >= v.month then v.closing else 0 end)::decimal(18, 4) as started,
    (case when v.opening = 0 and f.day < v.month then v.closing else 0 end)::decimal(18, 4) as reactivated,
    (case when v.opening > 0 and v.closing > 0 then greatest(v.closing - v.revalued, 0) else 0 end)::decimal(18, 4) as expansion,
    (case when v.opening > 0 and v.closing > 0 then greatest(v.revalued - v.closing, 0) else 0 end)::decimal(18, 4) as contraction,
    (case when v.closing = 0 then v.opening else 0 end)::decimal(18, 4) as churned,
    (case when v.opening > 0 and v.closing > 0 then v.revalued - v.opening else 0 end)::decimal(18, 4) as exchange,
    v.closing,
    case when v.closing = 0 and v.opening > 0 then coalesce(c.reason, 'unknown') end as reason,
    month_end(v.month) > as_of() as unfinished
from valued v
join first_paid f on f.customer_id = v.customer_id
left join cancelled c on c.customer_id = v.customer_id and c.month = v.month
where v.opening > 0 or v.closing > 0
