-- A customer wrote a text or chat message. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      message_replied(e.payload) as d
    from accepted_events as e
    where e.type = 'message.replied'
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
  cast(d.channel as varchar) as channel,
  cast(d.message_id as varchar) as message_id,
  cast(d.campaign_id as varchar) as campaign_id,
  cast(d.text as varchar) as text
from parsed
order by landed_seq
