-- grain: one row per import of a file
insert into reading
values (${batch}, ${layout_text}, ${currency}, ${zone}, ${columns}, ${report})
