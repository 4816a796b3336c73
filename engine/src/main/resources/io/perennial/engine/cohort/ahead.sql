-- grain: step, customer_id. What each customer is expected to bring from the day after as_of() to the end of a step, undiscounted, on three bases: the parts of which scores are made.
create table if not exists cohort_ahead.main.ahead (
    step integer, customer_id varchar, revenue decimal(38, 4), gross_profit decimal(38, 4), contribution decimal(38, 4), active double
);
insert into cohort_ahead.main.ahead
select
    ${step}, c.customer_id,
    sum(s.expected_revenue::decimal(38, 4)),
    sum((s.expected_revenue * (1 - f.goods))::decimal(38, 4)),
    sum((s.expected_revenue * (1 - f.goods - f.serving))::decimal(38, 4)),
    null
from life_stream s
join life_customer c on c.customer = s.customer
join life_factor f on f.customer = s.customer
group by c.customer_id
