-- grain: channel. Spending on winning customers that won nobody; channel null: for all channels.
select channel, sum(amount) as amount from mart_spend_unshared where winning group by channel order by channel
