-- What runs leave behind, for every day and knowledge that was asked for. Money is in the currency named beside it.
-- score: one row per customer and run; columns in docs/LEDGER.md. score_stream: the same forecast by relationship; its sums are the rows of score.
create table if not exists ${store}.score (
    as_of date not null,
    knowledge varchar not null,               -- known_then, restated
    customer_id varchar not null,
    relationship varchar not null,
    historic_revenue decimal(38, 4) not null,
    historic_gross_profit decimal(38, 4) not null,
    historic_contribution decimal(38, 4) not null,
    historic_net_of_cac decimal(38, 4) not null,
    expected_revenue decimal(38, 4) not null, -- within the horizon, undiscounted
    clv decimal(38, 4) not null,              -- within the horizon, on the basis, discounted
    clv_low decimal(38, 4) not null,
    clv_high decimal(38, 4) not null,
    total_value decimal(38, 4) not null,
    lifetime_value decimal(38, 4) not null,   -- as clv, within lifetime_months
    p_alive double not null,
    churn_risk double not null,
    tier varchar not null,
    basis varchar not null,
    horizon_months double not null,
    lifetime_months double not null,
    discount_rate double not null,            -- a year, effective
    currency varchar not null,
    model varchar not null
);
create table if not exists ${store}.score_stream (
    as_of date not null,
    knowledge varchar not null,
    customer_id varchar not null,
    relationship varchar not null,            -- purchase, subscription, contract
    expected_revenue decimal(38, 4) not null,
    clv decimal(38, 4) not null,
    clv_low decimal(38, 4) not null,
    clv_high decimal(38, 4) not null,
    lifetime_value decimal(38, 4) not null,
    p_alive double not null,
    churn_risk double not null,
    basis varchar not null,
    model varchar not null
);
create table if not exists ${store}.score_track_record (
    as_of date not null,                      -- day of the forecast, made with what was known then
    until date not null,                      -- last day it is compared with
    relationship varchar not null,
    customers bigint not null,
    predicted double not null,                -- revenue from as_of to until, undiscounted
    predicted_low double not null,            -- 80 % interval of the total
    predicted_high double not null,
    actual decimal(38, 4) not null,
    bias double,                              -- predicted / actual - 1; null without actual revenue
    coverage_80 double not null,              -- share of customers whose actual revenue lies in their 80 % interval
    currency varchar not null
);
