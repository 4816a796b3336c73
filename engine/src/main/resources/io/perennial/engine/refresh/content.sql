-- A fingerprint of ${table} that does not depend on the order of its rows.
select count(*) || ' ' || coalesce(sum(hash(t)), 0) from ${table} t
