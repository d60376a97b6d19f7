-- A consent taken back. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      consent_withdrawn(e.payload) as d
    from accepted_events as e
    where e.type = 'consent.withdrawn'
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
  cast(d.purpose as varchar) as purpose,
  cast(d.channel as varchar) as channel,
  cast(d.legal_basis as varchar) as legal_basis,
  cast(d.policy_version as varchar) as policy_version,
  cast(d.reason as varchar) as reason
from parsed
order by landed_seq
