-- A visit to a store, or of a representative. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      visit_logged(e.payload) as d
    from accepted_events as e
    where e.type = 'visit.logged'
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
  cast(d.visit_kind as varchar) as visit_kind,
  cast(d.store_id as varchar) as store_id,
  cast(d.staff_id as varchar) as staff_id,
  cast(d.notes as varchar) as notes
from parsed
order by landed_seq
