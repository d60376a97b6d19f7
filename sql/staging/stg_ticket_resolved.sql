-- A service case was solved. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      ticket_resolved(e.payload) as d
    from accepted_events as e
    where e.type = 'ticket.resolved'
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
  cast(d.ticket_id as varchar) as ticket_id,
  cast(d.category as varchar) as category,
  cast(d.priority as varchar) as priority,
  cast(d.channel as varchar) as channel,
  cast(utc_timestamp(d.first_response_at) as timestamp) as first_response_at,
  cast(utc_timestamp(d.resolved_at) as timestamp) as resolved_at,
  cast(d.resolution as varchar) as resolution,
  cast(d.staff_id as varchar) as staff_id
from parsed
order by landed_seq
