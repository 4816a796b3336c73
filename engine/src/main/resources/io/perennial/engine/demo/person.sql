-- Everybody. grain and key: customer (number). acquired: day number. attitude: detractor, passive or promoter, for life. cohort: quarters since the first.
create table person as
with drawn as (
    select
        i as customer,
        case when i % 200 < 3 then 'business' when i % 200 < 63 then 'boxes' else 'shop' end as segment,
        draw(i, 'acquired') as acquired_at,
        draw(i, 'channel') as channel_at,
        draw(i, 'country') as country_at,
        draw(i, 'attitude') as attitude_at
    from range(customers()) r(i)
),
channel_share as (
    select segment, channel, sum(share) over through - share as share_from
    from (
        unpivot (select channel, share_shop as shop, share_boxes as boxes, share_business as business from channel) on shop, boxes, business
        into name segment value share
    )
    where share > 0
    window through as (partition by segment order by channel rows unbounded preceding)
),
country_share as (
    select *, sum(share) over through - share as share_from
    from country
    window through as (order by country rows unbounded preceding)
)
select
    d.customer, d.segment, a.day as acquired, ch.channel, co.country, co.currency, co.tax,
    case
        when attitude_at < truth('detractor_share') then 'detractor'
        when attitude_at < 1 - truth('promoter_share') then 'passive'
        else 'promoter'
    end as attitude,
    date_diff('quarter', first_day(), a.date) as cohort
from drawn d
asof join calendar a on d.acquired_at >= a.acquired_from
asof join channel_share ch on ch.segment = d.segment and d.channel_at >= ch.share_from
asof join country_share co on d.country_at >= co.share_from;

-- Who was brought by whom: a referred customer picks among those acquired at least two weeks before him, consumers by consumers and accounts by accounts, detractors with a smaller
-- weight. grain and key: customer.
create table referrer as
with candidate as (
    select
        customer, acquired, segment = 'business' as business,
        sum(case when attitude = 'detractor' then (1000 * truth('detractor_referral_ratio'))::bigint else 1000 end)
            over (partition by segment = 'business' order by acquired, customer rows unbounded preceding) as weight_to
    from person
),
candidates_by_day as (
    select business, acquired, max(weight_to) as weight
    from candidate
    group by all
),
referred as (
    select p.customer, p.segment = 'business' as business, floor(draw(p.customer, 'referrer') * c.weight)::hugeint as wanted
    from person p
    asof join candidates_by_day c on (p.segment = 'business') = c.business and p.acquired - 14 >= c.acquired
    where p.channel = 'referral'
)
select r.customer, c.customer as referred_by
from referred r
asof join candidate c on r.business = c.business and r.wanted < c.weight_to;
