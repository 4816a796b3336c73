-- How many tables named made the schema has.
select count(*) from duckdb_tables() where database_name || '.' || schema_name = ${schema} and table_name = 'made'
