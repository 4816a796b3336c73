-- The same for what ${table} says about days up to the last refresh.
select count(*) || ' ' || coalesce(sum(hash(t)), 0) from ${table} t where day <= date '${day}'
