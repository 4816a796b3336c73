-- grain: one row per staged row, key file_no, row_no; days in the business zone, money in DECIMAL(18,4)
-- rule: the first rule the row breaks, null for an accepted row
with typed as (
    select
        *,
        ${customer} as customer_id,
        ${day} as day,
        ${order} as order_id,
        ${amount} as amount,
        ${refund} as refund,
        ${reversed} as reversed,
        ${continuation} as continuation
    from ${stage}
),
final as (
    select
        file_no,
        row_no,
        customer_id,
        day,
        order_id,
        amount,
        refund,
        reversed,
        continuation,
        row_hash,
        case
            ${rules}
        end as rule
    from typed
)
select * from final
