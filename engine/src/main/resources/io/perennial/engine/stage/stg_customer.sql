-- grain: customer_id. Everybody who is a customer in this world: rows of table customer, merged over sources column by column (latest known value first), and
-- those only known from money, subscriptions or contracts.
-- acquired_on: the stated day, or that of the first fact when it is earlier or none is stated; null: known, and nothing happened yet. Later than as_of(): left out.
-- plan: of the latest subscription, else as stated. first_category: as stated, else of the first order with one. referred: somebody else brought him.
-- cohort_month, cohort_quarter: first days of those of acquired_on.
with said as (
    select
        coalesce(a.customer_id, c.customer_id) as customer_id,
        (c.known_at, c.batch_id, c.source) as version,
        c.name, c.email, c.acquired_on, c.channel, c.campaign, c.plan, c.company_size, c.country, c.industry, c.first_category,
        coalesce(b.customer_id, c.referred_by) as referred_by
    from current_customer c
    left join stg_alias a on a.source = c.source and a.reference = c.customer_id
    left join stg_alias b on b.source = c.source and b.reference = c.referred_by
),
merged as (
    select
        customer_id,
        max_by(name, version) filter (where name is not null) as name,
        max_by(email, version) filter (where email is not null) as email,
        max_by(acquired_on, version) filter (where acquired_on is not null) as acquired_on,
        max_by(channel, version) filter (where channel is not null) as channel,
        max_by(campaign, version) filter (where campaign is not null) as campaign,
        max_by(plan, version) filter (where plan is not null) as plan,
        max_by(company_size, version) filter (where company_size is not null) as company_size,
        max_by(country, version) filter (where country is not null) as country,
        max_by(industry, version) filter (where industry is not null) as industry,
        max_by(first_category, version) filter (where first_category is not null) as first_category,
        max_by(referred_by, version) filter (where referred_by is not null and referred_by <> customer_id) as referred_by
    from said
    group by customer_id
),
bought as (
    select
        customer_id, min(day) as first_day,
        min_by(category, (day, event_id)) filter (where category is not null and not goes_back) as category
    from stg_revenue
    group by customer_id
),
subscribed as (
    select customer_id, min(from_day) as first_day, max_by(plan, (from_day, source, subscription_id)) filter (where plan is not null) as plan
    from stg_subscription
    group by customer_id
),
contracted as (
    select customer_id, min(coalesce(signed_on, starts_on)) filter (where signed) as first_day
    from stg_contract
    group by customer_id
),
everybody as (
    select customer_id from stg_reference where makes_customer
    union
    select customer_id from stg_revenue
),
joined as (
    select
        e.customer_id, m.name, m.email,
        least(m.acquired_on, b.first_day, s.first_day, c.first_day) as acquired_on,
        m.channel, m.campaign, coalesce(s.plan, m.plan) as plan, m.company_size, m.country, m.industry,
        coalesce(m.first_category, b.category) as first_category, m.referred_by, m.customer_id is not null as described
    from everybody e
    left join merged m on m.customer_id = e.customer_id
    left join bought b on b.customer_id = e.customer_id
    left join subscribed s on s.customer_id = e.customer_id
    left join contracted c on c.customer_id = e.customer_id
)
select
    customer_id, name, email, acquired_on, channel, campaign, plan, company_size, country, industry, first_category, referred_by,
    case when referred_by is not null then 'yes' else 'no' end as referred,
    month_start(acquired_on) as cohort_month, quarter_start(acquired_on) as cohort_quarter, described
from joined
where (acquired_on is null and described) or acquired_on <= as_of()
