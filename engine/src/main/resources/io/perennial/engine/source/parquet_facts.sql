-- one row with first day, last day and whether amounts are negative if the footers prove every row clean, otherwise no row
with footer as (
    select
        path_in_schema as name,
        num_values,
        stats_null_count as missing,
        coalesce(stats_min_value, stats_min) as smallest,
        coalesce(stats_max_value, stats_max) as largest
    from parquet_metadata(${files})
    where path_in_schema in (${customer}, ${date}, ${amount}) and num_values > 0
),
facts as (
    select
        bool_and(coalesce(missing = 0 and smallest is not null and largest is not null, false)) as complete,
        count(distinct name) = 3 as known,
        min(try_cast(left(smallest, 10) as DATE)) filter (name = ${date}) as first_day,
        max(try_cast(left(largest, 10) as DATE)) filter (name = ${date}) as last_day,
        bool_or(smallest <= '!') filter (name = ${customer}) as blank_ids,
        min(try_cast(smallest as DECIMAL(38, 4))) filter (name = ${amount}) as least,
        max(try_cast(largest as DECIMAL(38, 4))) filter (name = ${amount}) as most
    from footer
)
select first_day, last_day, least < 0
from facts
where
    complete and known
    and first_day >= DATE '1970-01-01' and last_day <= CAST(${latest} AS DATE)
    and not (${text_ids} and blank_ids)
    and least > -99999999999999 and most < 99999999999999
