-- The first day on which anything is staged; that of as_of() when nothing is.
select least(
    (select min(day) from stg_revenue), (select min(from_day) from stg_subscription), (select min(acquired_on) from stg_customer),
    (select min(day) from stg_contact), (select min(day) from stg_survey), (select min(day) from stg_payment), (select min(month) from stg_spend),
    as_of()) as day
