-- Contacts that shop orders cause. grain: contact, key: customer, n (that of the order). opened: day with its fraction.
create table shop_contact as
with caused as (
    select customer, n, day + 1 + 11 * draw(customer, n, 'contact wait') as opened
    from shop_order
    where draw(customer, n, 'contact') < truth('contact_rate_shop') and day < final_day()
)
select * from handled(caused, 'shop');
