-- Functions that differ between engines, under names that every step may use.
create or replace macro days_between(earlier, later) as date_diff('day', earlier, later);
create or replace macro sample_bucket(id, buckets) as (hash(id) % buckets)::integer;
-- One of 127 bits for a day: lines whose bits all differ lie on different days.
create or replace macro day_bit(day) as 1::hugeint << ((day - date '1970-01-01') % 127)::integer;
