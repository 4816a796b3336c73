-- Name of the database that holds the facts.
select database_name from duckdb_tables() where schema_name = 'main' and table_name = 'revenue_event'
