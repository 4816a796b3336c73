-- Shop customers: how often they want to buy, how long they stay, how much they spend. grain and key: customer. rate: purchases per day of the purchasing clock,
-- Gamma(1/2, alpha): half the square of a normal draw. stay: days until he leaves for good, exponential with a Gamma(s, beta) rate, which is a Pareto variable.
-- spend_rate: Gamma(q, v); the value of an order is Gamma(p, spend_rate) EUR.
create table shopper as
with category_share as (
    select *, sum(share) over (order by category rows unbounded preceding) - share as share_from
    from category
),
drawn as (
    select *, draw(customer, 'first category') as category_at
    from person
    where segment = 'shop'
)
select
    d.customer, d.acquired, d.channel, d.cohort, d.currency, d.tax, g.category as first_category,
    c.rate * g.rate * power(truth('cohort_rate_ratio'), d.cohort) as factor,
    0.5 * power(normal(d.customer, 'rate'), 2) / truth('purchase_alpha') * factor as rate,
    truth('purchase_beta') * (power(1 - draw(d.customer, 'stay'), -1 / truth('purchase_s')) - 1) as stay,
    gamma_of_3(d.customer, 'spend') / (truth('spend_v') * c.basket) as spend_rate
from drawn d
join channel c using (channel)
asof join category_share g on d.category_at >= g.share_from;

-- How much of the purchasing clock each shop customer has, and so how many purchases to expect. grain and key: customer. A table, not a step of the next query: the database
-- would plan that one twenty times slower.
create table shop_clock as
select s.customer, s.rate, c0.clock_to as clock_from, s.rate * greatest(c1.clock_to - c0.clock_to, 0) as mean
from shopper s
join calendar c0 on c0.day = s.acquired
join calendar c1 on c1.day = least(floor(s.acquired + s.stay), horizon())::integer;

-- Orders up to the horizon. grain: order, key: customer, n (0: the first). The first is on the day of acquisition, the others on days after it.
create table shop_order as
with repeated as (
    select a.customer, a.n + 1 as n, c.clock_from + a.moment / c.rate as clock
    from arrivals(shop_clock, 'orders') a
    join shop_clock c using (customer)
),
dated as (
    select r.customer, r.n, k.day
    from repeated r
    asof join calendar k on r.clock > k.clock_from
    union all
    select customer, 0, acquired
    from shopper
)
select
    d.customer, d.n, d.day, s.currency, s.tax,
    case when d.n = 0 or draw(d.customer, d.n, 'same category') < truth('same_category_share') then s.first_category
        else pick(other_categories(), draw(d.customer, d.n, 'category')) end as category,
    greatest(gamma_of_4(d.customer, d.n, 'order') / s.spend_rate * case when k.dear then truth('price_ratio') else 1 end, 1) as value
from dated d
join shopper s using (customer)
join calendar k on k.day = d.day;

-- Refunds of shop orders. grain and key: order. part: of the order. recorded: day on which it was known.
create table shop_refund as
with refunded as (
    select
        customer, n, day as ordered,
        case when draw(customer, n, 'refund part') < truth('refund_full_share') then 1 else 0.2 + 0.6 * draw(customer, n, 'refund size') end as part,
        day + case when draw(customer, n, 'refund late') < truth('late_refund_share')
            then 60 + floor(91 * draw(customer, n, 'refund wait')) else 3 + floor(28 * draw(customer, n, 'refund wait')) end::integer as day
    from shop_order
    where draw(customer, n, 'refund') < truth('refund_share')
)
select
    *,
    day + case when draw(customer, n, 'refund back-dated') < truth('back_dated_refund_share')
        then 10 + floor(31 * draw(customer, n, 'refund recorded')) else 0 end::integer as recorded
from refunded;
