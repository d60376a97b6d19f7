-- What identifies a source record to other systems: mailboxes, phones and loyalty ids.
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
    union all
    -- what a number or an address means, where it was written so that it has no key as it came
    select record_key, 'email' as kind, email_key as identifier, first_seen_at
    from source_records
    where email_valid
    union all
    select record_key, 'phone' as kind, phone_key as identifier, first_seen_at
    from source_records
    where phone_valid
  ),
  -- the record's own number and address by what they mean, not by how they were written
  meant as (
    select
      r.record_id,
      h.kind,
      case
        when h.kind = 'phone' and r.phone_valid and h.identifier = phone_key(r.phone_raw) then r.phone_key
        when h.kind = 'email' and r.email_valid and h.identifier = email_key(r.email_raw) then r.email_key
        else h.identifier
      end as identifier,
      h.first_seen_at
    from held as h
    join source_records as r on r.record_key = h.record_key
    where h.identifier is not null
  ),
  -- an address by the mailbox it reaches: j.doe+shop@googlemail.com is jdoe@gmail.com, as the provider says
  reached as (
    select
      m.record_id,
      m.kind,
      m.first_seen_at,
      case
        when p.domain is null then m.identifier
        when p.ignores_dots then replace(replace_all(m.identifier, '([+][^@]*)?@.*$', ''), '.', '') || '@' || p.known_as
        else replace_all(m.identifier, '([+][^@]*)?@.*$', '') || '@' || p.known_as
      end as identifier
    from meant as m
    left join mail_providers as p on m.kind = 'email' and p.domain = replace_all(m.identifier, '^.*@', '')
  )
select
  cast(record_id as bigint) as record_id,
  cast(kind as varchar) as kind,
  cast(identifier as varchar) as identifier,
  cast(min(first_seen_at) as timestamp) as first_seen_at
from reached
group by record_id, kind, identifier
order by record_id, kind, identifier
