-- Box subscribers: what would happen to each if nothing ended it. grain and key: customer. started: first day of the subscription; paid_from: first day that is paid for.
-- converted: false for those who leave at the end of the trial. factor: of the hazard, all that stays the same. Days without an event are null.
create table box as
with plan_share as (
    select *, sum(share) over (order by plan rows unbounded preceding) - share as share_from
    from plan
),
drawn as (
    select *, draw(customer, 'plan') as plan_at
    from person
    where segment = 'boxes'
),
begun as (
    select
        d.customer, d.acquired as started, d.channel, d.cohort, d.attitude, d.currency, d.tax, p.plan, p.months, p.contact_rate,
        p.months = 1 and draw(d.customer, 'trial') < truth('trial_share') as trial,
        c.hazard * power(truth('cohort_hazard_ratio'), d.cohort)
            * case when d.attitude = 'detractor' then truth('detractor_hazard_ratio') else 1 end as factor
    from drawn d
    join channel c using (channel)
    asof join plan_share p on d.plan_at >= p.share_from
),
paid as (
    select
        *,
        started + case when trial then truth('trial_days')::integer else 0 end as paid_from,
        not trial or draw(customer, 'conversion') < truth('trial_conversion') as converted
    from begun
),
moved as (
    select
        *,
        case plan when 'Seedling' then 'Kitchen' when 'Kitchen' then 'Seedling' end as other_plan,
        case plan when 'Seedling' then truth('expansion_hazard') when 'Kitchen' then truth('contraction_hazard') end as move_hazard
    from paid
)
select
    * exclude (move_hazard),
    paid_from + 1 + floor(exponential(customer, 'move') / move_hazard * 30.4375)::integer as moves,
    case when months = 1 and draw(customer, 'pause') < truth('pause_share')
        then paid_from + 1 + floor(truth('pause_mean_wait') * exponential(customer, 'pause wait'))::integer end as pauses,
    pauses + 30 + floor(61 * draw(customer, 'pause length'))::integer as resumes,
    case when months = 1 and paid_from < price_change_day() then price_change_day() end as price_rises
from moved;

-- Contacts that a subscriber would have up to the horizon if he stayed. grain: contact, key: customer, n. opened: day with its fraction.
create table box_contact as
with waiting as (
    select customer, paid_from, contact_rate / 30.4375 as rate, rate * (horizon() - paid_from) as mean
    from box
    where converted and paid_from < horizon()
),
arrived as (
    select a.customer, a.n, w.paid_from + a.moment / w.rate as opened
    from arrivals(waiting, 'box contacts') a
    join waiting w using (customer)
)
select * from handled(arrived, 'box');

-- Outreach that monthly subscribers would get if they stayed: 75 days after their first payment and every 180 days after that. grain: outreach, key: customer, n.
create table box_outreach as
select
    customer, n, paid_from + 75 + 180 * n as sent,
    case when draw(customer, n, 'arm') < truth('outreach_treated_share') then 'treated' else 'held_out' end as arm
from box, range(10) r(n)
where converted and months = 1 and paid_from + 75 + 180 * n <= horizon();
