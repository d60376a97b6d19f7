-- What identifies a source record to other systems: standardised e-mail addresses and phones, and loyalty ids.
-- Grain: source record × identifier
-- Keys: record_id, kind, identifier
-- Published: no
-- Incremental: record_id; source_records: record_id; record_contacts: record_key = source_records.record_key;
--   stg_profile_contacts: record_key = source_records.record_key
with
  held as (
    select record_key, 'email' as kind, email_key as identifier, first_seen_at
    from record_contacts
    where email_key is not null
    union all
    select record_key, 'phone' as kind, phone_key as identifier, first_seen_at
    from record_contacts
    where phone_key is not null
    union all
    select record_key, 'loyalty_id' as kind, loyalty_id as identifier, first_seen_at
    from record_contacts
    where loyalty_id is not null
    union all
    select
      record_key,
      kind,
      case when kind = 'email' then email_key(contact) else phone_key(contact) end as identifier,
      occurred_at as first_seen_at
    from stg_profile_contacts
  )
select
  cast(r.record_id as bigint) as record_id,
  cast(h.kind as varchar) as kind,
  cast(h.identifier as varchar) as identifier,
  cast(min(h.first_seen_at) as timestamp) as first_seen_at
from held as h
join source_records as r on r.record_key = h.record_key
where h.identifier is not null
group by r.record_id, h.kind, h.identifier
order by record_id, kind, identifier
