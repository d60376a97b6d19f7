-- An answer to a survey: CSAT 1 to 5, NPS 0 to 10, CES 1 to 7. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      survey_answered(e.payload) as d
    from accepted_events as e
    where e.type = 'survey.answered'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(
    record_key(
      source,
      d.customer.customer_ref,
      d.customer.loyalty_id,
      email_key(d.customer.email),
      phone_key(d.customer.phone),
      d.customer.anonymous_id
    ) as varchar
  ) as record_key,
  cast(d.survey as varchar) as survey,
  try_cast(d.score as integer) as score,
  cast(d.comment as varchar) as comment,
  cast(d.channel as varchar) as channel,
  cast(d.order_id as varchar) as order_id,
  cast(d.ticket_id as varchar) as ticket_id
from parsed
order by landed_seq
