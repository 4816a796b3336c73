-- grain: source, reference; every one a fact or customer row uses. customer_id: who is meant.
-- makes_customer: a row of table customer, or a fact that nobody but a customer can have (money, subscription, contract).
-- Order: table identity; then the customer who has this e-mail address; else the reference is the customer.
-- Customers of different sources with one e-mail address are one, under the id known first. Two of one source stay two, and
-- an address that two customers of one source share makes nobody one.
with used as (
    select source, customer_id as reference, true as makes_customer from current_customer
    union all select source, customer_id, true from current_revenue_event where customer_id is not null
    union all select source, customer_id, true from current_subscription_state
    union all select source, customer_id, true from current_contract
    union all select source, customer_id, false from current_contact where customer_id is not null
    union all select source, customer_id, false from current_survey where customer_id is not null
    union all select source, customer_id, false from current_usage
    union all select source, customer_id, false from current_payment_attempt where customer_id is not null
    union all select source, customer_id, false from current_outreach
    union all select source, customer_id, false from current_spend where customer_id is not null
    union all select source, referred_by, false from current_customer where referred_by is not null
),
reference as (
    select source, reference, bool_or(makes_customer) as makes_customer from used group by source, reference
),
first_known as (
    select customer_id, min(known_at) as known_at from customer where known_at < known_before() group by customer_id
),
address as (
    select customer_id, lower(trim(email)) as email
    from current_customer
    where email is not null
    qualify row_number() over (partition by customer_id order by known_at desc, batch_id desc, source) = 1
),
shared as (
    select distinct a.email
    from address a join current_customer c on c.customer_id = a.customer_id
    group by c.source, a.email
    having count(*) > 1
),
owner as (
    select a.email, min_by(a.customer_id, (f.known_at, a.customer_id)) as customer_id
    from address a join first_known f on f.customer_id = a.customer_id
    group by a.email
),
same_person as (
    select a.customer_id, o.customer_id as owner_id
    from address a join owner o on o.email = a.email
    where a.customer_id <> o.customer_id and a.email not in (select email from shared)
),
named as (
    select r.source, r.reference, r.makes_customer, coalesce(i.customer_id, r.reference) as customer_id
    from reference r left join current_identity i on i.source = r.source and i.reference = r.reference
)
select
    n.source, n.reference, n.makes_customer,
    coalesce(s.owner_id, case when k.customer_id is null then o.customer_id end, n.customer_id) as customer_id
from named n
left join same_person s on s.customer_id = n.customer_id
left join first_known k on k.customer_id = n.customer_id
left join owner o on o.email = lower(trim(n.customer_id))
