-- grain: customer_id. The same as customer_summary.sql, from our arrays: ids are put in order, all else is read by position.
create or replace table ordered_customer as
select customer_id
from tallied_customer
order by tallied_position(customer_number);

create or replace view customer_summary as
select
    rowid as position,
    customer_id,
    tallied_frequency(rowid) as frequency,
    tallied_recency_days(rowid) as recency_days,
    tallied_observed_days(rowid) as observed_days,
    tallied_monetary_value(rowid) as monetary_value,
    tallied_mean_amount(rowid) as mean_amount,
    (tallied_revenue(rowid)::decimal(19, 0) * 0.0001)::decimal(38, 4) as revenue
from ordered_customer
