-- A steward's correction of one field of one customer; it wins over every source. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      field_corrected(e.payload) as d
    from accepted_events as e
    where e.type = 'field.corrected'
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
  cast(d.field as varchar) as field,
  cast(d.value as varchar) as value,
  cast(d.reason as varchar) as reason,
  cast(d.steward as varchar) as steward
from parsed
order by landed_seq
