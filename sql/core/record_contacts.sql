-- Each combination of identifiers under which a source spoke of a customer, and when it did.
-- Grain: source × customer_ref × loyalty_id × anonymous_id × e-mail × phone, as they came
-- Keys: contact_id
-- Incremental: record_key; stg_events: record_key
-- Published: no
-- Notes: millions of events shrink to hundreds of thousands of combinations, so that what follows is cheap. An id that is a
--   placeholder (0, 无, N/A) is missing: it identifies nobody.
with
  combinations as (
    select
      min(landed_seq) as contact_id,
      source,
      customer_ref,
      loyalty_id,
      anonymous_id,
      email,
      phone,
      max(landed_seq) as last_landed_seq,
      min(occurred_at) as first_seen_at,
      -- a steward who corrects a field has not seen the customer
      max(occurred_at) filter (where type <> 'field.corrected') as last_seen_at
    from stg_events
    where record_key is not null
    group by source, customer_ref, loyalty_id, anonymous_id, email, phone
  ),
  keyed as (
    select
      *,
      email_key(email) as email_key,
      phone_key(phone) as phone_key
    from combinations
  )
select
  cast(contact_id as bigint) as contact_id,
  cast(record_key(source, customer_ref, loyalty_id, email_key, phone_key, anonymous_id) as varchar) as record_key,
  cast(source as varchar) as source,
  cast(unless_placeholder(customer_ref) as varchar) as customer_ref,
  cast(unless_placeholder(loyalty_id) as varchar) as loyalty_id,
  cast(unless_placeholder(anonymous_id) as varchar) as anonymous_id,
  cast(email as varchar) as email,
  cast(phone as varchar) as phone,
  cast(email_key as varchar) as email_key,
  cast(phone_key as varchar) as phone_key,
  cast(event_order(last_seen_at, last_landed_seq) as decimal(38, 0)) as last_seen_order,
  cast(first_seen_at as timestamp) as first_seen_at,
  cast(last_seen_at as timestamp) as last_seen_at
from keyed
order by contact_id
