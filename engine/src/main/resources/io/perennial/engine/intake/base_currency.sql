-- The base currency, once: the one of most facts, unless a table of rates says that it has none because it is the base itself.
insert into setting
select
    'base_currency',
    currency
from (
    select currency, count(*) as facts from revenue_event group by currency
    union all
    select currency, count(*) from subscription_state group by currency
    union all
    select currency, count(*) from contract group by currency
    union all
    select currency, count(*) from spend group by currency
)
where not exists (select 1 from setting where name = 'base_currency')
group by currency
order by
    currency in (select currency from exchange_rate),
    sum(facts) desc,
    currency
limit 1
