-- The functions of prelude_duckdb.sql on Spark, under the same names; customer_key and sample_bucket are functions of Java, since they take ids of any type.
create or replace temporary function days_between(earlier date, later date) returns int return datediff(later, earlier);
create or replace temporary function quotient(dividend bigint, divisor bigint) returns bigint return dividend div divisor;
