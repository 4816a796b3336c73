-- one row: what the scores of this world count, and customers that have none.
select
    any_value(basis) as basis, any_value(horizon_months) as horizon_months, any_value(lifetime_months) as lifetime_months, any_value(discount_rate) as discount_rate,
    any_value(currency) as currency, count(*) as customers, (select count(*) from stg_customer) - count(*) as unscored
from scored
