-- grain: one row per reference that leads nowhere in the ledger as it is now, key rule, fact_table, fact_key (source/reference)
-- Files come in any order, so what is an orphan today may have a home tomorrow: these flags are looked at again after every import.
create or replace temp table clv_standing as
with referring as (
    select 'contact' as fact_table, source, customer_id, batch_id, line from contact
    union all
    select 'survey', source, customer_id, batch_id, line from survey
    union all
    select 'usage', source, customer_id, batch_id, line from usage
    union all
    select 'payment_attempt', source, customer_id, batch_id, line from payment_attempt
    union all
    select 'outreach', source, customer_id, batch_id, line from outreach
    union all
    select 'spend', source, customer_id, batch_id, line from spend
),
reference as (
    select
        fact_table,
        source,
        customer_id,
        count(*) as facts,
        min(batch_id) as batch_id,
        arg_min(line, (batch_id, line)) as line
    from referring
    where customer_id is not null
    group by
        fact_table,
        source,
        customer_id
),
-- Whoever orders, subscribes or signs is a customer, also if no list of customers names him. The same id means the same customer in every source.
known as (
    select customer_id from customer
    union all
    select customer_id from subscription_state
    union all
    select customer_id from contract
),
orphan as (
    select
        'orphan' as rule,
        fact_table,
        source || '/' || customer_id as fact_key,
        facts,
        batch_id,
        line
    from reference as r
    where
        customer_id not in (select customer_id from known)
        and (source, customer_id) not in (select (source, reference) from identity)
        and customer_id not in (
            select customer_id
            from revenue_event
            where customer_id in (select customer_id from reference)
        )
        and lower(customer_id) not in (
            select lower(email)
            from customer
            where email is not null
        )
),
lost as (
    select
        'unknown-reversal' as rule,
        'revenue_event' as fact_table,
        source || '/' || reverses as fact_key,
        count(*) as facts,
        min(batch_id) as batch_id,
        arg_min(line, (batch_id, line)) as line
    from revenue_event
    where
        reverses is not null
        and (source, reverses) not in (
            select (source, event_id)
            from revenue_event
            where event_id in (select reverses from revenue_event where reverses is not null)
        )
    group by
        source,
        reverses
),
money as (
    select 'revenue_event' as fact_table, currency, count(*) as facts, min(batch_id) as batch_id, min(line) as line from revenue_event group by currency
    union all
    select 'subscription_state', currency, count(*), min(batch_id), min(line) from subscription_state group by currency
    union all
    select 'contract', currency, count(*), min(batch_id), min(line) from contract group by currency
    union all
    select 'spend', currency, count(*), min(batch_id), min(line) from spend group by currency
    union all
    select 'contact', currency, count(*), min(batch_id), min(line) from contact group by currency
    union all
    select 'payment_attempt', currency, count(*), min(batch_id), min(line) from payment_attempt group by currency
    union all
    select 'outreach', currency, count(*), min(batch_id), min(line) from outreach group by currency
),
foreign_money as (
    select
        'no-exchange-rate' as rule,
        fact_table,
        currency as fact_key,
        facts,
        batch_id,
        line
    from money
    where
        currency <> (select value from setting where name = 'base_currency')
        and currency not in (select currency from exchange_rate)
)
select * from orphan
union all
select * from lost
union all
select * from foreign_money;

update flag
set resolved_by = (select max(batch_id) from batch)
where
    resolved_by is null
    and rule in ('orphan', 'unknown-reversal', 'no-exchange-rate')
    and (rule, fact_table, fact_key) not in (select (rule, fact_table, fact_key) from clv_standing);

insert into flag
select
    batch_id,
    fact_table,
    fact_key,
    line,
    rule,
    facts || ' facts',
    null
from clv_standing
where
    (rule, fact_table, fact_key) not in (
        select (rule, fact_table, fact_key)
        from flag
        where resolved_by is null
    )
