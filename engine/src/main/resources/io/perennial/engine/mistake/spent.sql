-- one row: spending of the twelve months up to as_of() on winning and on keeping customers, outreach included; contacts stand apart.
select
    coalesce((select sum(amount) from stg_spend where winning and month > plus_months(as_of(), -12)), 0) as winning,
    coalesce((select sum(amount) from stg_spend where not winning and month > plus_months(as_of(), -12)), 0)
        + coalesce((select sum(cost) from stg_outreach where day > plus_months(as_of(), -12)), 0) as keeping,
    coalesce((select sum(cost) from stg_contact where day > plus_months(as_of(), -12)), 0) as contacts
