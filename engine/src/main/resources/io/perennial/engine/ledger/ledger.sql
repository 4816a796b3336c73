-- The canonical facts. Every table has the columns of provenance at its end:
--   known_at      when the company knew this version of the fact (UTC): the time the source says it recorded it, else the time of the fact itself, else,
--                 for a later version of a fact already there, the time of its import
--   batch_id      import that brought it; line: line in that file, or row of the query
--   content_hash  hash of everything before known_at; the same key and content again is no new fact
-- Rows are never changed or removed. A second row with the same key is a correction: the version with the latest known_at (then batch) counts.
-- Money is in the currency named beside it, before taxes and shipping. Instants are UTC; days are days of the business time zone.
-- customer_id is the source's reference to the customer: an id, or what table identity or the customer's e-mail resolves to one.

create table if not exists setting (name varchar primary key, value varchar not null);

create table if not exists batch (
    batch_id integer primary key,
    imported_at timestamp not null,
    file varchar not null,                -- as the user named it
    layout varchar not null,              -- mapping by which it was read
    source varchar not null,
    digest varchar not null,              -- of the bytes read, to recognise a file that was imported already
    rows_read bigint not null,            -- rows_accepted + rows_quarantined
    rows_accepted bigint not null,
    rows_quarantined bigint not null,
    facts_new bigint not null,            -- facts with a key not seen before
    facts_repeated bigint not null,       -- same key, same content: left out
    facts_corrected bigint not null       -- same key, other content: a new version
);

-- Rows that were not accepted, whole, so that they can be mended and imported again.
create table if not exists quarantine (
    batch_id integer not null,
    file varchar not null,
    line bigint,
    column_name varchar,
    value varchar,
    rule varchar not null,
    raw varchar,                          -- JSON object of the row's cells
    resolved_by integer                   -- batch that accepted the row after all
);

-- How a batch was read and what it brought, so that its rows can be tried again as they were read the first time.
create table if not exists reading (
    batch_id integer primary key,
    layout_text varchar not null,         -- TOML of the layout; its name alone for the ledger's own tables
    currency varchar,                     -- of amounts that carried none
    zone varchar not null,                -- in which times without an offset were taken to be
    columns varchar not null,             -- JSON: how each column was read
    report varchar not null               -- JSON: the data-quality report
);

-- How far a table of a database has been read: rows above the mark come next time.
create table if not exists high_water (
    address varchar not null,
    relation varchar not null,            -- table or query
    mark varchar not null,                -- greatest value of the column so far
    batch_id integer not null
);

-- Facts that were accepted although something about them is odd.
create table if not exists flag (
    batch_id integer not null,
    fact_table varchar not null,
    fact_key varchar not null,
    line bigint,
    rule varchar not null,
    detail varchar not null,
    resolved_by integer                   -- batch since which it no longer holds: the rate came, the customer became known
);

-- key: source, customer_id
create table if not exists customer (
    source varchar not null,
    customer_id varchar not null,
    name varchar,
    email varchar,
    acquired_on date,
    channel varchar,
    campaign varchar,
    plan varchar,
    company_size varchar,
    country varchar,
    industry varchar,
    first_category varchar,
    referred_by varchar,                  -- customer_id
    attributes varchar,                   -- JSON object of text values
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- What a reference that a source uses for a customer (an e-mail, a user number, a deal) stands for. key: source, reference
create table if not exists identity (
    source varchar not null,
    reference varchar not null,
    customer_id varchar not null,
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, event_id
create table if not exists revenue_event (
    source varchar not null,
    event_id varchar not null,
    customer_id varchar,                  -- null only where reverses tells whose it is
    occurred_at timestamp not null,
    kind varchar not null,                -- order, invoice, refund, chargeback, initial, upsell, expansion, change_order, renewal, referral, attributed, other
    amount decimal(18, 4) not null,       -- negative where money goes back
    currency varchar not null,            -- ISO 4217
    cost decimal(18, 4),                  -- cost of the goods or services sold; null: unknown
    tax decimal(18, 4),                   -- not in amount
    shipping decimal(18, 4),              -- not in amount
    category varchar,
    reverses varchar,                     -- event_id, same source, that a refund or chargeback takes back
    service_from date,                    -- period paid for, to spread it over months; null: the day itself
    service_to date,                      -- last day of that period
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- From effective_on the subscription has this state, until its next row. key: source, subscription_id, effective_on
create table if not exists subscription_state (
    source varchar not null,
    subscription_id varchar not null,
    effective_on date not null,
    customer_id varchar not null,
    status varchar not null,              -- trialing, active, past_due, paused, cancelled
    mrr decimal(18, 4) not null,          -- per month, also for annual plans; 0 unless active or past_due
    currency varchar not null,
    plan varchar,
    quantity double,
    interval varchar,                     -- week, month, quarter, year
    reason varchar,                       -- of a cancellation: voluntary, involuntary; null: unknown
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, contract_id
create table if not exists contract (
    source varchar not null,
    contract_id varchar not null,
    customer_id varchar not null,
    kind varchar not null,                -- initial, expansion, change_order, renewal
    signed_on date,                       -- null: not signed
    starts_on date not null,
    ends_on date not null,                -- last day
    value decimal(18, 4) not null,        -- of the whole term
    currency varchar not null,
    probability double not null,          -- 1 when signed, 0 when lost
    stage varchar,
    renews varchar,                       -- contract_id
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, spend_id
create table if not exists spend (
    source varchar not null,
    spend_id varchar not null,
    period date not null,                 -- first day
    period_end date not null,             -- last day
    channel varchar,                      -- null: for all channels
    campaign varchar,
    segment varchar,
    kind varchar not null,                -- ads, marketing, sales, onboarding (cost of winning); loyalty, account_management, support (what is not in the cost of contacts), retention, overhead (of keeping)
    amount decimal(18, 4) not null,
    currency varchar not null,
    customer_id varchar,                  -- null: not for one customer
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, contact_id
create table if not exists contact (
    source varchar not null,
    contact_id varchar not null,
    customer_id varchar,
    opened_at timestamp not null,
    first_response_at timestamp,
    resolved_at timestamp,                -- null: open
    sla_due_at timestamp,                 -- by when the first response was promised
    resolution_due_at timestamp,          -- by when the resolution was promised
    channel varchar,
    queue varchar,
    agent_id varchar,
    talk_seconds double,
    hold_seconds double,
    wrap_seconds double,
    first_contact_resolved boolean,
    escalated boolean,
    csat double,                          -- 1 to 5
    cost decimal(18, 4),                  -- null: by handling time or per contact
    currency varchar,
    priority varchar,
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, survey_id
create table if not exists survey (
    source varchar not null,
    survey_id varchar not null,
    customer_id varchar,
    answered_at timestamp not null,
    kind varchar not null,                -- nps 0 to 10, csat 1 to 5, ces 1 to 7
    score double not null,
    comment varchar,
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, customer_id, day, metric
create table if not exists usage (
    source varchar not null,
    customer_id varchar not null,
    day date not null,
    metric varchar not null,
    value double not null,
    plan_limit double,
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, attempt_id
create table if not exists payment_attempt (
    source varchar not null,
    attempt_id varchar not null,
    customer_id varchar,
    attempted_at timestamp not null,
    amount decimal(18, 4) not null,
    currency varchar not null,
    status varchar not null,              -- succeeded, failed, pending
    failure_reason varchar,
    invoice varchar,                      -- what is being paid: several attempts share it
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- key: source, outreach_id
create table if not exists outreach (
    source varchar not null,
    outreach_id varchar not null,
    customer_id varchar not null,
    sent_at timestamp not null,
    kind varchar not null,
    arm varchar not null,                 -- treated, held_out
    cost decimal(18, 4),
    currency varchar,
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);

-- One unit of currency is worth rate units of the base currency (setting base_currency), from day on. key: source, currency, day
create table if not exists exchange_rate (
    source varchar not null,
    currency varchar not null,
    day date not null,
    rate decimal(28, 12) not null,
    known_at timestamp not null, batch_id integer not null, line bigint, content_hash ubigint not null
);
