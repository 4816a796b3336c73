-- grain: customer. What is left of one unit of a customer's revenue: goods and serving are the costs per unit, as far as his own history tells and as those of his segment for the rest.
-- own ratio C / w and segment ratio X are weighed as a Poisson-like cost asks for: (C + k X) / (w + k), k = noise / between, where noise is the variance of a cost per unit of w and
-- between the variance of the true ratios of customers: (sum (C - X w)^2 - noise sum w) / sum w^2, at least 0 (then all have X). (Buehlmann and Straub 1970, with moments.)
-- segment: company size and plan, those with 30 customers or more; else all. w: revenue earned so far.
with earned as (
    select customer_id, sum(amount)::double as revenue
    from stg_recognised
    where not deferred
    group by customer_id
),
customer as (
    select
        l.customer,
        coalesce(s.company_size, '') || ' ' || coalesce(s.plan, '') as segment,
        case when m.unknown_costs = 0 then greatest(0, m.revenue::double) else 0 end as goods_w,
        case when m.unknown_costs = 0 and m.revenue > 0 then m.cost_of_goods::double else 0 end as goods_c,
        greatest(0, coalesce(e.revenue, 0)) as serving_w,
        (m.contact_cost + m.keeping_cost)::double as serving_c
    from life_customer l
    join stg_customer s on s.customer_id = l.customer_id
    join mart_customer m on m.customer_id = l.customer_id
    left join earned e on e.customer_id = l.customer_id
),
measure as (
    select 1 as measure, segment, goods_w as w, goods_c as c from customer
    union all
    select 2, segment, serving_w, serving_c from customer
),
-- noise of the cost of goods: how months of one customer differ; of serving: a contact or a month's share of spending is one event, and their size makes the noise
noise as (
    select 1 as measure, coalesce(sum(pow2(v.cost_of_goods::double - m.cost_of_goods::double / m.revenue::double * v.revenue::double)) / nullif(sum(v.revenue::double), 0), 0) as noise
    from mart_customer_month v join mart_customer m on m.customer_id = v.customer_id
    where m.revenue > 0 and m.unknown_costs = 0 and v.revenue > 0
    union all
    select 2, coalesce((sum(pow2(cost)) / nullif(sum(cost), 0)) * (select sum(serving_c) / nullif(sum(serving_w), 0) from customer), 0)
    from (
        select cost::double as cost from stg_contact where customer_id is not null and cost > 0
        union all
        select keeping_cost::double from mart_customer_month where keeping_cost > 0
    ) item
),
sums as (
    select measure, segment, count(*) as customers, sum(w) as w, sum(c) as c, sum(w * w) as ww, sum(w * c) as wc, sum(c * c) as cc from measure group by measure, segment
    union all
    select measure, null, count(*), sum(w), sum(c), sum(w * w), sum(w * c), sum(c * c) from measure group by measure
),
judged as (
    select
        -- as floats: the last digits of a sum of doubles depend on the order in which processors add, and a score must not
        s.measure, s.segment, (s.c / s.w)::float::double as ratio,
        -- null where customers do not differ visibly
        (case when s.cc - 2 * s.c / s.w * s.wc + pow2(s.c / s.w) * s.ww - n.noise * s.w > 0
            then n.noise * s.ww / (s.cc - 2 * s.c / s.w * s.wc + pow2(s.c / s.w) * s.ww - n.noise * s.w) end)::float::double as k
    from sums s join noise n on n.measure = s.measure
    where s.w > 0 and (s.customers >= 30 or s.segment is null)
),
overall as (
    select measure, ratio, k from judged where segment is null
),
prior as (
    select
        c.customer, x.measure, x.w, x.c,
        coalesce(g.ratio, o.ratio, 0) as ratio,
        case when g.ratio is null then o.k else g.k end as k
    from customer c
    cross join lateral (select 1 as measure, c.goods_w as w, c.goods_c as c union all select 2, c.serving_w, c.serving_c) x
    left join judged g on g.measure = x.measure and g.segment = c.segment
    left join overall o on o.measure = x.measure
),
weighed as (
    -- a cost of ten times the revenue is as far as a forecast goes
    select customer, measure, least(10, case when k is null or w + k <= 0 then ratio else (c + k * ratio) / (w + k) end) as ratio
    from prior
)
select customer, max(ratio) filter (where measure = 1) as goods, max(ratio) filter (where measure = 2) as serving
from weighed
group by customer
