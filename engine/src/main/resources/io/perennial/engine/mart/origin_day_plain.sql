-- grain: customer, day. The days of purchase_day_sample as a backtest may use them: without refunds they were known then as they are today.
create or replace view origin_day as
select customer, day, amount, purchase
from purchase_day_sample
