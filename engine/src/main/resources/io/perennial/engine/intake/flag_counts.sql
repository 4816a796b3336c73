-- grain: one row per rule and table of one batch, the most frequent first, with its first fact as an example
select
    rule,
    count(*) as facts,
    fact_table || ' ' || arg_min(fact_key, coalesce(line, 0)) || coalesce(', line ' || min(line), '') as example
from flag
where batch_id = ${batch} and resolved_by is null
group by
    rule,
    fact_table
order by facts desc, rule
