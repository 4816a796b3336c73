-- One unit of currency in EUR, every day. key: source, currency, day
select 'wildwick' as source, currency, date as day, rate, date::timestamp as known_at
from rate
order by day, currency
