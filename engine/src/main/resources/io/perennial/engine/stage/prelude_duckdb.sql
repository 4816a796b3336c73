-- Functions that differ between engines, and rules used by several steps, under names that every step may use.
create or replace temp macro days_between(earlier, later) as date_diff('day', earlier, later);
create or replace temp macro quotient(dividend, divisor) as dividend // divisor;
create or replace temp macro month_start(day) as date_trunc('month', day)::date;
create or replace temp macro month_end(day) as last_day(day);
create or replace temp macro plus_months(day, months) as (day + to_months(months::integer))::date;
create or replace temp macro plus_days(day, days) as (day + days::integer)::date;
create or replace temp macro months_apart(earlier, later) as date_diff('month', earlier, later);
create or replace temp macro seconds_between(earlier, later) as date_diff('second', earlier, later)::double;
create or replace temp macro quarter_start(day) as date_trunc('quarter', day)::date;
create or replace temp macro month_name(day) as strftime(day, '%Y-%m');
create or replace temp macro quarter_name(day) as strftime(day, '%Y-Q') || quarter(day);
create or replace temp macro day_span(first, last) as table
    select unnest(generate_series(first::timestamp, last::timestamp, interval 1 day))::date as day;
create or replace temp macro attribute_names(attributes) as json_keys(attributes::json);
create or replace temp macro attribute_value(attributes, name) as json_extract_string(attributes::json, '$."' || replace(name, '"', '\"') || '"');

-- Money of a fact in the base currency; null where there is no rate. The only place where converted money is rounded.
create or replace temp macro in_base(amount, currency, rate) as
    case when currency = base_currency() then amount::decimal(18, 4) else round(amount * rate, 4)::decimal(18, 4) end;
create or replace temp macro to_minor(amount) as round(amount, minor_digits())::decimal(18, 4);
create or replace temp macro part_to_minor(amount, numerator, denominator) as round(amount * numerator / denominator, minor_digits())::decimal(18, 4);
-- Money for a reader: as many decimals as the base currency has.
create or replace temp macro money_text(amount) as format('{:,.' || minor_digits() || 'f}', amount::double);

-- Score interval for a proportion (Wilson 1927), 95 %.
create or replace temp macro wilson_low(k, n) as
    case when n > 0 then greatest(0, (k / n + 1.9207294103470618 / n - 1.959963984540054 * sqrt((k / n) * (1 - k / n) / n + 0.9603647051735309 / (n * n))) / (1 + 3.8414588206941236 / n)) end;
create or replace temp macro wilson_high(k, n) as
    case when n > 0 then least(1, (k / n + 1.9207294103470618 / n + 1.959963984540054 * sqrt((k / n) * (1 - k / n) / n + 0.9603647051735309 / (n * n))) / (1 + 3.8414588206941236 / n)) end;
-- A share, null where there is nothing to share.
create or replace temp macro share_of(part, whole) as case when whole <> 0 then part::double / whole::double end;
