-- The stays of a subscriber that are paid for, up to the horizon. grain: stay, key: customer, stay (1, 2: cut by the pause; 3: after coming back). from_day: first day; to_day: day
-- on which it no longer lasts, null: goes on.
create table box_stay as
with life as (
    select
        b.*, e.ends, e.reason,
        case when e.reason = 'voluntary' and b.months = 1 and draw(b.customer, 'return') < truth('return_share')
            then e.ends + 60 + floor(141 * draw(b.customer, 'return wait'))::integer end as returns,
        c.hazard * p.churn_hazard / 30.4375 as second_hazard
    from box b
    left join box_end e using (customer)
    join channel c using (channel)
    join plan p using (plan)
    where b.converted
)
select customer, 1 as stay, paid_from as from_day, least(pauses, ends) as to_day
from life
union all
select customer, 2, resumes, ends
from life
where resumes is not null and (ends is null or resumes < ends)
union all
select customer, 3, returns, returns + 1 + floor(exponential(customer, 'second churn') / second_hazard)::integer
from life
where returns is not null;

-- Bills of the stays, up to final_day(). grain: bill, key: customer, stay, n. doomed: never paid, the churn it brings is on day ends. wait: days until a failed first
-- attempt was made good, null where none failed; 0 where something else happens within ten days.
create table box_bill as
with billed as (
    select
        s.customer, s.stay, s.to_day, b.months, b.currency, b.tax, b.price_rises, b.moves,
        unnest(range(0, date_diff('month', on_day(s.from_day), on_day(least(s.to_day, final_day()))) + 1, b.months)) as elapsed,
        plus_months(s.from_day, elapsed) as day, plus_months(s.from_day, elapsed + b.months) as next_day
    from box_stay s
    join box b using (customer)
    where s.from_day <= final_day()
),
kept as (
    select
        l.* exclude (elapsed), l.elapsed // l.months as n,
        case when l.moves <= l.day then b.other_plan else b.plan end as plan,
        l.day >= price_change_day() as dear,
        coalesce(e.reason = 'involuntary' and e.ends = l.to_day and l.next_day >= l.to_day, false) as doomed,
        e.ends
    from billed l
    join box b using (customer)
    left join box_end e using (customer)
    where l.day <= final_day() and (l.to_day is null or l.day < l.to_day)
)
select
    k.* exclude (price_rises, moves), p.price, p.cost_share,
    case
        when doomed or draw(customer, stay * 1000 + n, 'payment') >= truth('payment_failure_share') then null
        when day + 10 >= to_day or moves between day and day + 10 or price_rises between day and day + 10 then 0
        else pick([3, 3, 3, 3, 3, 3, 6, 6, 6, 9], draw(customer, stay * 1000 + n, 'retry'))
    end as wait
from kept k
join plan_price p using (plan, currency, dear);

-- Box invoices that go back, whole. grain: invoice, key: customer, stay, n. day: of the refund or chargeback.
create table box_return as
select
    customer, stay, n,
    case when draw(customer, 1000 * stay + n, 'back') < truth('box_refund_share') then 'refund' else 'chargeback' end as kind,
    day + case kind
        when 'refund' then 2 + floor(19 * draw(customer, 1000 * stay + n, 'back wait'))
        else 10 + floor(51 * draw(customer, 1000 * stay + n, 'back wait')) end::integer as returned
from box_bill
where not doomed and wait is null and draw(customer, 1000 * stay + n, 'back') < truth('box_refund_share') + truth('chargeback_share');
