-- Every e-mail address and phone of a landed profile, as they came.
-- Grain: event × kind × position
-- Keys: landed_seq, kind, position
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      profile_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'profile.updated'
  ),
  keyed as (
    select
      landed_seq,
      occurred_at,
      record_key(
        source,
        d.customer.customer_ref,
        d.customer.loyalty_id,
        email_key(d.customer.email),
        phone_key(d.customer.phone),
        d.customer.anonymous_id
      ) as record_key,
      d.emails as emails,
      d.phones as phones
    from parsed
  ),
  contacts as (
    select landed_seq, occurred_at, record_key, 'email' as kind, each_position(emails) as position, each(emails) as contact
    from keyed
    union all
    select landed_seq, occurred_at, record_key, 'phone' as kind, each_position(phones) as position, each(phones) as contact
    from keyed
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(kind as varchar) as kind,
  cast(position as integer) as position,
  cast(occurred_at as timestamp) as occurred_at,
  cast(record_key as varchar) as record_key,
  cast(contact as varchar) as contact
from contacts
order by landed_seq, kind, position
