-- grain: segment, period. Every answer has a row for each group in each period, also where nothing happened.
create or replace temp table grid as
select s.segment, p.period, p.first_day, p.last_day, p.months, p.unfinished
from (${segments}) s cross join period p
