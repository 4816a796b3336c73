-- grain: table_name. What the tables of facts held, and of what each derived table was made, when the last refresh ended.
create table if not exists made (
    table_name varchar primary key, rules varchar not null, as_of date not null, known_before timestamp not null, inputs varchar not null, output varchar not null
)
