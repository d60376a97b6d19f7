-- What identifies a source record to other systems: standardised e-mail addresses and phones, and loyalty ids.
-- Grain: source record × identifier
-- Keys: record_id, kind, identifier
with
  held as (
    select r.record_id, 'email' as kind, c.email_key as identifier, c.first_seen_at
    from record_contacts as c
    join source_records as r on r.record_key = c.record_key
    where c.email_key is not null
    union all
    select r.record_id, 'phone' as kind, c.phone_key as identifier, c.first_seen_at
    from record_contacts as c
    join source_records as r on r.record_key = c.record_key
    where c.phone_key is not null
    union all
    select r.record_id, 'loyalty_id' as kind, c.loyalty_id as identifier, c.first_seen_at
    from record_contacts as c
    join source_records as r on r.record_key = c.record_key
    where c.loyalty_id is not null
  )
select
  cast(record_id as bigint) as record_id,
  cast(kind as varchar) as kind,
  cast(identifier as varchar) as identifier,
  cast(min(first_seen_at) as timestamp) as first_seen_at
from held
group by record_id, kind, identifier
order by record_id, kind, identifier
