-- grain: key, and one row for all (whole). Value of the customers of each segment, base currency: sums, variances between customers and medians of
-- historic (on the basis of the scores), predicted (clv within the horizon), total (both) and lifetime (historic before the cost of acquisition, and forecast within lifetime_months).
-- forecast_variance: sum of the variances of the customers' forecasts, an 80 % interval being 2.563103 standard deviations wide; that of a lifetime grows with the forecast.
with valued as (
    select
        g.key, s.*,
        s.total_value - s.clv as historic,
        case s.basis
            when 'revenue' then s.historic_revenue
            when 'gross_profit' then s.historic_gross_profit
            else s.historic_contribution
        end + s.lifetime_value as lifetime,
        (s.clv_high - s.clv_low)::double / 2.563103 as deviation,
        case when s.clv > 0 then s.lifetime_value::double / s.clv::double else 1 end as longer
    from segment_of g join scored s on s.customer_id = g.customer_id
)
select
    key, grouping(key) = 1 as whole, count(*) as customers,
    sum(historic) as historic, var_samp(historic::double) as historic_variance, median(historic::double) as historic_median,
    sum(clv) as predicted, var_samp(clv::double) as predicted_variance, median(clv::double) as predicted_median,
    sum(total_value) as total, var_samp(total_value::double) as total_variance, median(total_value::double) as total_median,
    sum(lifetime) as lifetime, var_samp(lifetime::double) as lifetime_variance, median(lifetime::double) as lifetime_median,
    sum(deviation * deviation) as forecast_variance, sum(deviation * longer * deviation * longer) as lifetime_forecast_variance,
    sum(historic_revenue) as revenue, sum(historic_gross_profit) as gross_profit, sum(historic_contribution) as contribution,
    sum(expected_revenue) as expected_revenue, sum(lifetime_value) as lifetime_forecast
from valued
group by grouping sets ((key), ())
order by whole, key
