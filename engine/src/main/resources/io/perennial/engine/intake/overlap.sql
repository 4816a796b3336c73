-- one row: facts of the file, their different keys, and versions in the ledger that have one of these keys
select
    count(*),
    count(distinct key_hash),
    case
        when (select count(*) = 0 from ${table}) then 0
        else (
            select count(*)
            from ${table}
            where hash(${keys})::ubigint in (select key_hash from clv_fact)
        )
    end
from clv_fact
