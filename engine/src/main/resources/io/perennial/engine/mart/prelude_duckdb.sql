-- Functions that differ between engines, under names that every step may use.
create or replace macro days_between(earlier, later) as date_diff('day', earlier, later);
create or replace macro sample_bucket(id, buckets) as (hash(id) % buckets)::integer;
