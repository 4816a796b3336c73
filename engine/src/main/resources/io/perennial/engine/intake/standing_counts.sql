-- grain: one row per rule and table, over the whole ledger
select
    rule,
    count(*) as references_,
    fact_table || ' ' || min(fact_key)
from clv_standing
group by
    rule,
    fact_table
order by
    rule,
    fact_table
