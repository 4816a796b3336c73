-- The year after the last day, per channel: customers who have not left, orders and spend that their own rates and levels make expected, and what was drawn. EUR.
with alive as (
    select
        customer, channel, rate, truth('spend_p') / spend_rate * truth('price_ratio') as order_value, final_day() - acquired as age
    from shopper
    where acquired + floor(stay) > final_day()
),
month as (
    select m, f.clock_from as clock_from, t.clock_from as clock_to, 365.0 * (m + 0.5) / 12 as middle
    from range(12) r(m)
    join calendar f on f.day = final_day() + 1 + 365 * m // 12
    join calendar t on t.day = final_day() + least(1 + 365 * (m + 1) // 12, 365)
),
expected as (
    select
        channel, customer,
        sum((rate * (clock_to - clock_from)
            * power((truth('purchase_beta') + age) / (truth('purchase_beta') + age + middle), truth('purchase_s')))::decimal(18, 9)) as orders,
        any_value(order_value) as order_value
    from alive, month
    group by channel, customer
),
future as (
    select o.customer, count(*) as orders, sum(o.value::decimal(18, 4)) as spend
    from shop_order o
    where o.day > final_day()
    group by o.customer
)
select
    channel,
    count(*) as customers_not_gone,
    round(sum(e.orders)::double, 3) as expected_orders,
    round(sum((e.orders * e.order_value)::decimal(18, 6))::double, 2) as expected_spend,
    coalesce(sum(f.orders), 0)::bigint as drawn_orders,
    round(coalesce(sum(f.spend), 0)::double, 2) as drawn_spend
from expected e
left join future f using (customer)
group by channel
order by channel
