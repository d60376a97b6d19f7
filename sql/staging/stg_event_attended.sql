-- A trade show, seminar or store event was attended. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      event_attended(e.payload) as d
    from accepted_events as e
    where e.type = 'event.attended'
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
  cast(d.event_name as varchar) as event_name,
  cast(d.event_kind as varchar) as event_kind,
  cast(d.store_id as varchar) as store_id,
  cast(d.campaign_id as varchar) as campaign_id
from parsed
order by landed_seq
