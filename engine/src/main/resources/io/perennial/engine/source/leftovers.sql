-- grain: one statement per view or table of this package whose name is like one of the patterns; views first, since they stand on tables
with objects as (
    select 1 as turn, view_name as name, 'drop view if exists ' as verb from duckdb_views() where not internal
    union all
    select 2, table_name, 'drop table if exists ' from duckdb_tables() where not internal
),
patterns as (
    select unnest(string_split(${pattern}, '|')) as pattern
)
select distinct verb || '"' || name || '"' as statement, turn
from objects
join patterns on name like pattern
order by turn, statement
