-- one row: versions in the ledger that have the key of a fact of the file
select count(*)
from ${table}
where hash(${keys})::ubigint in (select key_hash from clv_fact)
