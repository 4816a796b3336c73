-- Exchange rates as if none had been quoted after the day: the last one up to it goes on. Of several versions of a rate stg_rate takes the one known last.
create or replace temp view current_exchange_rate as
select * from exchange_rate where known_at < known_before() and day <= date '${day}'
