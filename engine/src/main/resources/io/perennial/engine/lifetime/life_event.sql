-- grain: source, event_id of stg_revenue. The relationship to which each movement of money belongs, so that none counts twice: orders are purchases; invoices belong to the
-- subscription of whoever has one, else to his contract; sales to accounts to the contract, else to the subscription; bills of customers without either on record are purchases.
-- What takes another movement back belongs where that one does; what takes back nothing known, where the customer's bills do.
-- referral, attributed and other revenue counts in history only (other).
select
    r.source, r.event_id, c.customer, r.day, r.own_day, r.amount, r.cost, r.goes_back, v.original,
    case
        when coalesce(v.kind, r.kind) = 'order' then 'purchase'
        when coalesce(v.kind, r.kind) in ('referral', 'attributed', 'other') then 'other'
        when not c.subscribed and not c.contracted then 'purchase'
        when coalesce(v.kind, r.kind) in ('initial', 'upsell', 'expansion', 'change_order', 'renewal') then case when c.contracted then 'contract' else 'subscription' end
        when c.subscribed then 'subscription'
        else 'contract'
    end as relationship
from stg_revenue r
join life_customer c on c.customer_id = r.customer_id
left join life_reversal v on v.source = r.source and v.event_id = r.event_id
