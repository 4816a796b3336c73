-- grain: customer, those acquired by observation_end(). What a learner may know of them on that day: recency, counts and amounts over windows, rhythm, trend, season, refunds.
-- As of: nothing after observation_end() is read; holdout_end() says only for which days of the calendar a forecast is wanted.
-- Days are days, amounts are of the orders, shares are fractions; null where a customer has no such thing.
with known as (
    select customer, day, amount::double as amount, purchase, days_between(day, observation_end()) as ago
    from origin_day
    where day <= observation_end()
),
purchased as (
    select
        customer, day, amount, ago,
        days_between(lag(day) over (partition by customer order by day), day) as gap
    from known
    where purchase
),
-- netting has taken refunds from the purchases they belong to; left are days refunded whole, and refunds that belong to no known purchase
refunded as (
    select customer, count(*) as days, -sum(amount) as amount
    from known
    where not purchase
    group by customer
),
summary as (
    select
        customer,
        count(*) as purchases,
        max(ago) as tenure,
        min(ago) as since_last,
        sum(amount) as amount,
        count(*) filter (where ago < 30) as purchases_30,
        count(*) filter (where ago < 91) as purchases_91,
        count(*) filter (where ago < 182) as purchases_182,
        count(*) filter (where ago < 365) as purchases_365,
        coalesce(sum(amount) filter (where ago < 91), 0) as amount_91,
        coalesce(sum(amount) filter (where ago < 365), 0) as amount_365,
        avg(gap) as gap_mean,
        stddev_samp(gap) as gap_spread,
        max_by(gap, day) as gap_last,
        max_by(amount, day) as amount_last,
        min_by(amount, day) as amount_first,
        count(*) filter (where extract(isodow from day) >= 6) as weekend,
        count(*) filter (where day + 365 > observation_end() and day + 365 <= holdout_end()) as season_year_ago,
        extract(month from max(day)) as month_last,
        extract(month from min(day)) as month_first
    from purchased
    group by customer
)
select
    s.customer,
    s.purchases::double as purchases,
    s.tenure::double as tenure_days,
    s.since_last::double as days_since_last,
    s.purchases_30::double as purchases_30_days,
    s.purchases_91::double as purchases_91_days,
    s.purchases_182::double as purchases_182_days,
    s.purchases_365::double as purchases_365_days,
    (s.purchases_91 - (s.purchases_182 - s.purchases_91))::double as purchases_trend,
    s.amount / s.purchases as amount_mean,
    s.amount_91 as amount_91_days,
    s.amount_365 as amount_365_days,
    case when s.amount > 0 then s.amount_last * s.purchases / s.amount end as amount_last_over_mean,
    s.amount_first as amount_first,
    s.gap_mean::double as gap_mean_days,
    case when s.gap_mean > 0 then s.gap_spread / s.gap_mean end as gap_variation,
    s.gap_last::double as gap_last_days,
    case when s.gap_mean > 0 then s.since_last / s.gap_mean end as silence_over_gap,
    s.weekend::double / s.purchases as weekend_share,
    s.season_year_ago::double as season_year_ago,
    s.month_first::double as month_first,
    s.month_last::double as month_last,
    coalesce(r.days, 0)::double as refund_days,
    coalesce(r.amount, 0) as refund_amount
from summary s
left join refunded r on r.customer = s.customer
order by s.customer
