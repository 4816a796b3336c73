-- grain: month, winning, channel, segment, customer_id. Among whom spending that is for no one customer is shared: that of winning among customers acquired
-- cac_lag_months() later, that of keeping among those active in the month; of the channel or segment it names, else among all.
-- A segment names a value of any dimension or attribute, or dimension=value.
with member as (
    select c.customer_id, p.segment
    from stg_customer c join (select distinct segment from stg_spend where segment is not null) p
        on p.segment in (c.plan, c.company_size, c.country, c.industry, c.first_category, c.campaign, c.channel, 'plan=' || c.plan,
            'company_size=' || c.company_size, 'country=' || c.country, 'industry=' || c.industry, 'first_category=' || c.first_category)
    union
    select a.customer_id, p.segment
    from stg_attribute a join (select distinct segment from stg_spend where segment is not null) p on p.segment in (a.value, a.name || '=' || a.value)
),
pool as (
    select month, winning, channel, segment, sum(amount) as amount
    from stg_spend
    where customer_id is null
    group by month, winning, channel, segment
),
candidate as (
    select customer_id, plus_months(cohort_month, -cac_lag_months()) as month, true as winning from stg_customer where cohort_month is not null
    union all
    select customer_id, month, false from mart_active
)
select p.month, p.winning, p.channel, p.segment, p.amount, t.customer_id
from pool p
join candidate t on t.month = p.month and t.winning = p.winning
join stg_customer c on c.customer_id = t.customer_id
left join member m on m.customer_id = t.customer_id and m.segment = p.segment
where (p.channel is null or p.channel = c.channel) and (p.segment is null or m.customer_id is not null)
