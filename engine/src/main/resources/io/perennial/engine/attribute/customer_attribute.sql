-- grain: row of the file of covariates; key: customer_id once duplicate_attribute finds nothing. Everything is text still. As of when the file was written.
create or replace temp table customer_attribute as
select trim(${customer}) as customer_id, ${columns}
from ${from}
