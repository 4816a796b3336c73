-- grain: one row per import of a file
insert into batch
values (
    ${batch}, ${now}, ${file}, ${layout}, ${source}, ${digest}, ${read}, ${accepted}, ${quarantined}, ${fresh}, ${repeated}, ${corrected}
)
