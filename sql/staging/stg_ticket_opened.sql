-- A service case began. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      ticket_opened(e.payload) as d
    from accepted_events as e
    where e.type = 'ticket.opened'
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
  cast(d.subject as varchar) as subject,
  cast(d.order_id as varchar) as order_id
from parsed
order by landed_seq
