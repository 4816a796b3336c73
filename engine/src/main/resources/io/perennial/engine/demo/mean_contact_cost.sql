-- Expected cost of a contact in EUR: of its talk, hold and wrap time, over all agents (contact_quality.sql).
create table mean_contact_cost as
select truth('handling_cost_per_hour') / 3600 * (sum(share * handling) * (2 * 140 + 80) + 5 + 2 / 7.0 * 90) as each
from agent_tier;
