-- Functions that differ between engines, under names that every step may use.
create or replace macro days_between(earlier, later) as date_diff('day', earlier, later);
-- The whole part of a quotient of integers, towards zero.
create or replace macro quotient(dividend, divisor) as dividend // divisor;
-- 63 bits that stand for a customer wherever order or chance must not depend on who came first.
create or replace macro customer_key(id) as (hash(id) >> 1)::bigint;
create or replace macro sample_bucket(id, buckets) as (customer_key(id) % buckets)::integer;
-- One of 127 bits for a day: lines whose bits all differ lie on different days.
create or replace macro day_bit(day) as 1::hugeint << ((day - date '1970-01-01') % 127)::integer;
