-- References of what new refunds and chargebacks take back: a refund may not name its customer.
insert into delta.touched
select distinct o.source, o.customer_id
from revenue_event r join revenue_event o on o.source = r.source and o.event_id = r.reverses
where r.reverses is not null and o.customer_id is not null
    and (r.batch_id > ${batch}
        or (r.occurred_at::date between date '${day}' and plus_days(as_of(), 1) and date '${day}' < as_of())
        or (r.known_at >= timestamp '${known}' and r.known_at < known_before()))
