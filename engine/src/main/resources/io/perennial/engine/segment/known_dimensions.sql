-- names of attributes that at least one customer has
select distinct name from stg_attribute order by name
