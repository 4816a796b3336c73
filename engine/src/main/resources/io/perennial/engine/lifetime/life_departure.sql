-- one row: of those who left a subscription of one interval, the share that did so on the day of a renewal; 1 when nobody left.
select coalesce(avg((after_periods(interval_name, start_day, whole_periods(interval_name, start_day, left_day)) = left_day)::integer), 1)::double as at_renewal
from life_piece
where left_day is not null and interval_name = '${interval}'
