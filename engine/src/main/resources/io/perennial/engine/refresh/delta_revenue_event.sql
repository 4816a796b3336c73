-- Money of the changed customers: also refunds that name nobody, and what any of it takes back.
create or replace view delta.revenue_event as
with named as (
    select f.source, f.event_id, f.reverses
    from main.revenue_event f semi join delta.changed_reference r on r.source = f.source and r.reference = f.customer_id
),
wanted as (
    select source, event_id from named
    union
    select source, reverses from named where reverses is not null
    union
    select f.source, f.event_id
    from main.revenue_event f join named n on n.source = f.source and n.event_id = f.reverses
)
select f.* from main.revenue_event f semi join wanted w on w.source = f.source and w.event_id = f.event_id
