-- Functions that the expressions of layouts may use besides those of DuckDB.

-- Amount in the smallest unit of its currency, as a decimal: minor(1250, 'EUR') is 12.50, minor(1250, 'JPY') 1250.
-- What is no number is null.
create or replace temp macro minor(amount, currency) as
    try_cast(amount as decimal(28, 4)) / case
        when upper(currency) in ('BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 1
        when upper(currency) in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 1000
        else 100
    end;

-- What an amount paid every so many intervals comes to per month. A year has 12 months, 52.1775 weeks and 365.2425 days.
create or replace temp macro per_month(amount, every, times) as
    cast(amount * case lower(every)
        when 'day' then 365.2425 / 12
        when 'week' then 365.2425 / 84
        when 'month' then 1
        when 'quarter' then 1 / 3.0
        when 'year' then 1 / 12.0
    end / coalesce(times, 1) as decimal(18, 4));
