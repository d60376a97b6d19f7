-- What customers said in words, with the score that they gave at the same time where they gave one.
-- Grain: survey answer, review, complaint, call, ticket or reply with words
-- Keys: landed_seq
-- Published: no
-- Notes: is_scored tells whether a score was given; is_satisfied is 1 for CSAT 4 and 5, NPS 9 and 10, CES 6 and 7, ratings of 4 and more; 0 for CSAT 1 and 2, NPS 0
--   to 6, CES 1 to 3, ratings of 2 and less; unknown without a score, and where it is in the middle. A complaint has no
--   score and counts as dissatisfied in themes.
with
  said as (
    select
      landed_seq,
      'survey' as kind,
      record_key,
      occurred_at,
      comment as text,
      cast(null as varchar) as category,
      score is not null as is_scored,
      case
        when survey = 'csat' and score >= 4 then 1
        when survey = 'csat' and score <= 2 then 0
        when survey = 'nps' and score >= 9 then 1
        when survey = 'nps' and score <= 6 then 0
        when survey = 'ces' and score >= 6 then 1
        when survey = 'ces' and score <= 3 then 0
      end as is_satisfied
    from stg_survey_answered
    union all
    select
      landed_seq,
      'review' as kind,
      record_key,
      occurred_at,
      trim(coalesce(title, '') || ' ' || coalesce(text, '')) as text,
      cast(null as varchar) as category,
      rating is not null as is_scored,
      case when rating >= 4 then 1 when rating <= 2 then 0 end as is_satisfied
    from stg_review_posted
    union all
    select
      landed_seq,
      'complaint' as kind,
      record_key,
      occurred_at,
      text,
      category,
      false as is_scored,
      cast(null as integer) as is_satisfied
    from stg_complaint_filed
    union all
    select
      landed_seq,
      'call' as kind,
      record_key,
      occurred_at,
      notes as text,
      topic as category,
      false as is_scored,
      cast(null as integer) as is_satisfied
    from stg_call_logged
    union all
    select
      landed_seq,
      'ticket' as kind,
      record_key,
      occurred_at,
      subject as text,
      category,
      false as is_scored,
      cast(null as integer) as is_satisfied
    from stg_ticket_opened
    union all
    select
      landed_seq,
      'reply' as kind,
      record_key,
      occurred_at,
      text,
      cast(null as varchar) as category,
      false as is_scored,
      cast(null as integer) as is_satisfied
    from stg_email_replied
    union all
    select
      landed_seq,
      'reply' as kind,
      record_key,
      occurred_at,
      text,
      cast(null as varchar) as category,
      false as is_scored,
      cast(null as integer) as is_satisfied
    from stg_message_replied
  )
select
  cast(s.landed_seq as bigint) as landed_seq,
  cast(s.kind as varchar) as kind,
  cast(i.customer_id as varchar) as customer_id,
  cast(date_within(s.occurred_at, b.first_date, b.second_from_at, b.third_from_at) as date) as comment_date,
  cast(s.category as varchar) as category,
  cast(s.is_scored as boolean) as is_scored,
  cast(s.is_satisfied as integer) as is_satisfied,
  cast(s.text as varchar) as text
from said as s
join business_days as b on b.utc_date = cast(s.occurred_at as date)
cross join as_of as a
left join customer_identity as i on i.record_key = s.record_key
where s.occurred_at < a.as_of_end_at and trim(coalesce(s.text, '')) <> ''
order by landed_seq
