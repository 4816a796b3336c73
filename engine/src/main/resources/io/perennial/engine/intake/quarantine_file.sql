-- grain: one row per quarantined row
copy (
    select
        batch_id as clv_batch,
        line as clv_line,
        rule as clv_rule,
        column_name as clv_column,
        value as clv_value${cells}
    from quarantine
    where ${where}
    order by
        batch_id,
        line,
        rule
) to ${file} (format csv, header)
