-- grain: period. The periods of the question, in their order.
create or replace temp table period (period varchar, first_day date, last_day date, months integer, unfinished boolean)
