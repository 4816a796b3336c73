-- What the detectors found at the end of each run, beside the scores. key: as_of, knowledge, id.
create table if not exists ${store}.mistake (
    as_of date not null,
    knowledge varchar not null,               -- known_then, restated
    id varchar not null,                      -- D-1 … D-7
    status varchar not null,                  -- found, not_found, cannot_tell
    in_scores boolean,                        -- whether the scores of the run make it; null: cannot be told
    size decimal(38, 4),                      -- in money; null: has none
    currency varchar not null,
    finding varchar not null,
    advice varchar not null,
    missing varchar not null                  -- input without which it cannot be told; empty when none is missing
)
