-- grain: source, survey_id. Answers up to as_of(), within the scale of their kind. customer_id: null where the reference is nobody known.
select
    s.source, s.survey_id, k.customer_id, s.customer_id as reference, business_day(s.answered_at) as day, month_start(business_day(s.answered_at)) as month,
    s.answered_at, s.kind, s.score, s.comment, s.batch_id, s.line
from current_survey s
left join stg_alias a on a.source = s.source and a.reference = s.customer_id
left join stg_customer k on k.customer_id = coalesce(a.customer_id, s.customer_id)
where business_day(s.answered_at) <= as_of()
