-- A telephone call. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      call_logged(e.payload) as d
    from accepted_events as e
    where e.type = 'call.logged'
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
  cast(d.direction as varchar) as direction,
  try_cast(d.duration_seconds as double) as duration_seconds,
  cast(d.topic as varchar) as topic,
  cast(d.notes as varchar) as notes,
  cast(d.staff_id as varchar) as staff_id
from parsed
order by landed_seq
