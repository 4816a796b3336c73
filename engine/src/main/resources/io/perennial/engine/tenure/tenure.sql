-- grain: row of a table of subscriptions or cohorts, in file order. Everything is text still. As of when the file was written.
select ${columns}
from ${from}
