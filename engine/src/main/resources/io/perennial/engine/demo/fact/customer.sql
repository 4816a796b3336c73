-- Customers and accounts as they were taken on. key: source, customer_id
select
    'wildwick' as source,
    customer_id(p.customer) as customer_id,
    case
        when p.segment = 'business' then
            pick(['The Copper', 'Old', 'Green', 'North', 'Harbour', 'Market', 'Hill', 'River', 'Sunny', 'Station'], draw(p.customer, 'name'))
            || ' ' || case a.industry
                when 'hospitality' then pick(['Kettle', 'Table', 'Inn', 'Kitchen'], draw(p.customer, 'name 2'))
                when 'offices' then pick(['Works', 'Studio', 'Partners', 'House'], draw(p.customer, 'name 2'))
                when 'schools' then pick(['School', 'Academy', 'College', 'Nursery'], draw(p.customer, 'name 2'))
                when 'care homes' then pick(['Lodge', 'Court', 'Gardens', 'Rest'], draw(p.customer, 'name 2'))
                else pick(['Store', 'Corner', 'Arcade', 'Depot'], draw(p.customer, 'name 2'))
            end
        else
            pick(['Ada', 'Ben', 'Clara', 'Dario', 'Elif', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Luca', 'Mara', 'Nils', 'Olga', 'Pia', 'Quentin', 'Rosa',
                'Sami', 'Tilda', 'Umut', 'Vera', 'Willem', 'Yara', 'Zoë'], draw(p.customer, 'name'))
            || ' ' ||
            pick(['Ash', 'Becker', 'Castel', 'Dijkstra', 'Ekman', 'Fournier', 'Gruber', 'Hughes', 'Ivens', 'Jansen', 'Keller', 'Lambert', 'Moreau', 'Novak', 'Oakes',
                'Peeters', 'Quist', 'Renner', 'Schmidt', 'Taylor', 'Ude', 'Vogel', 'Walsh', 'Young', 'Ziegler'], draw(p.customer, 'name 2'))
    end as name,
    lower(customer_id(p.customer)) || case when p.segment = 'business' then '@business' else '@mail' end || '.example' as email,
    on_day(p.acquired) as acquired_on,
    p.channel,
    case when p.channel in ('paid_search', 'paid_social', 'influencers', 'deal_sites')
        then pick(['always-on', 'always-on', 'first-harvest', 'balcony', 'gift-of-green'], draw(p.customer, 'campaign')) end as campaign,
    case when p.segment = 'business' then 'Roof Garden' else b.plan end as plan,
    a.company_size,
    p.country,
    a.industry,
    s.first_category,
    customer_id(r.referred_by) as referred_by,
    json_object('segment', p.segment, 'newsletter', case when draw(p.customer, 'newsletter') < 0.6 then 'yes' else 'no' end)::varchar as attributes,
    at_time(p.acquired, 0) as known_at
from person p
left join shopper s using (customer)
left join box b using (customer)
left join account a using (customer)
left join referrer r using (customer)
order by p.acquired, p.customer
