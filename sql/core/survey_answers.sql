-- Answers to satisfaction surveys.
-- Grain: survey answer
-- Keys: landed_seq
select
  cast(a.landed_seq as bigint) as landed_seq,
  cast(i.customer_id as varchar) as customer_id,
  cast(a.occurred_at as timestamp) as answered_at,
  cast(date_within(a.occurred_at, b.first_date, b.second_from_at, b.third_from_at) as date) as answer_date,
  cast(lower(a.survey) as varchar) as survey,
  cast(a.score as integer) as score,
  cast(a.comment as varchar) as comment,
  cast(a.channel as varchar) as channel,
  cast(a.order_id as varchar) as order_id,
  cast(a.ticket_id as varchar) as ticket_id
from stg_survey_answered as a
join business_days as b on b.utc_date = cast(a.occurred_at as date)
cross join as_of as f
left join customer_identity as i on i.record_key = a.record_key
where a.occurred_at < f.as_of_end_at
order by landed_seq
