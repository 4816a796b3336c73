-- grain: interval_name, months (12, 6, 3). What the subscriptions that paid so many months ago and still do paid then and pay today, base currency at the rate of as_of(), with the
-- sums that the error of the ratio needs.
with survivor as (
    select source, subscription_id, interval_name, start_day, mrr
    from life_piece
    where to_day is null and status = 'active' and mrr > 0
),
past as (
    select s.interval_name, s.mrr as now, p.mrr::double * coalesce(r.rate::double, 1) as before, s.start_day, p.from_day, p.to_day
    from survivor s
    join stg_subscription p on p.source = s.source and p.subscription_id = s.subscription_id
    left join stg_rate r on r.currency = p.currency and r.day = as_of() and p.currency <> base_currency()
    where p.mrr > 0 and (p.currency = base_currency() or r.rate is not null)
),
paired as (
    select p.interval_name, w.months, p.now, p.before
    from past p cross join (select unnest([12, 6, 3]) as months) w
    where p.start_day <= plus_months(as_of(), -w.months)
        and p.from_day <= plus_months(as_of(), -w.months)
        and (p.to_day is null or p.to_day > plus_months(as_of(), -w.months))
)
select
    interval_name, months::integer as months, count(*)::double as customers, sum(now) as now, sum(before) as before,
    sum(now * now) as now_now, sum(now * before) as now_before, sum(before * before) as before_before
from paired
group by interval_name, months
order by interval_name, months desc
