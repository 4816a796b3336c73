-- The functions of prelude_duckdb.sql on Spark, under the same names, as far as the steps of customers' economics use them.
create or replace temporary function days_between(earlier date, later date) returns int return datediff(later, earlier);
create or replace temporary function quotient(dividend bigint, divisor bigint) returns bigint return dividend div divisor;
create or replace temporary function month_start(day date) returns date return trunc(day, 'MM');
create or replace temporary function month_end(day date) returns date return last_day(day);
create or replace temporary function plus_months(day date, months int) returns date return add_months(day, months);
create or replace temporary function plus_days(day date, days int) returns date return date_add(day, days);
create or replace temporary function months_apart(earlier date, later date) returns int
    return (year(later) - year(earlier)) * 12 + month(later) - month(earlier);
create or replace temporary function quarter_start(day date) returns date return trunc(day, 'QUARTER');
create or replace temporary function month_name(day date) returns string return date_format(day, 'yyyy-MM');
create or replace temporary function quarter_name(day date) returns string return year(day) || '-Q' || quarter(day);
create or replace temporary function in_base(amount decimal(18, 4), currency string, rate decimal(20, 12)) returns decimal(18, 4)
    return case when currency = base_currency() then amount else round(amount * rate, 4)::decimal(18, 4) end;
create or replace temporary function to_minor(amount decimal(37, 8)) returns decimal(18, 4)
    return (round(amount * power(10, minor_digits())::decimal(9, 0)) / power(10, minor_digits())::decimal(9, 0))::decimal(18, 4);
-- DuckDB divides decimals as doubles and rounds their product with the power of ten: so does this, or halves would fall to different sides.
create or replace temporary function part_to_minor(amount decimal(18, 4), numerator bigint, denominator bigint) returns decimal(18, 4)
    return (round((amount * numerator::decimal(19, 0))::double / denominator * power(10, minor_digits())) / power(10, minor_digits()))::decimal(18, 4);
create or replace temporary function share_of(part double, whole double) returns double return case when whole <> 0 then part / whole end;
create or replace temporary function wilson_low(k double, n double) returns double return
    case when n > 0 then greatest(0, (k / n + 1.9207294103470618 / n - 1.959963984540054 * sqrt((k / n) * (1 - k / n) / n + 0.9603647051735309 / (n * n))) / (1 + 3.8414588206941236 / n)) end;
create or replace temporary function wilson_high(k double, n double) returns double return
    case when n > 0 then least(1, (k / n + 1.9207294103470618 / n + 1.959963984540054 * sqrt((k / n) * (1 - k / n) / n + 0.9603647051735309 / (n * n))) / (1 + 3.8414588206941236 / n)) end;
