-- What identifies a source record to other systems: mailboxes, phones and loyalty ids.
-- Grain: source record × identifier
-- Keys: record_id, kind, identifier
-- Incremental: record_id
-- Notes: by what is meant, of everything that a record was ever known by or lists: all numbers of a field that holds several,
--   the number without its extension, the mailbox that an address reaches. What is no number or address at all (a
--   placeholder, masked digits) identifies nobody. Rows of standard_* say always the same of a key.
--   is_fixed_line: or may be one, where mobile numbers look no different. given_up_at is missing where the record is known by it still,
--   in whatever spelling, and of loyalty ids.
with
  meant as (
    select
      c.record_id,
      c.kind,
      case when c.kind = 'email' then email_key(coalesce(e.value, case when c.is_plain then c.contact end))
      else phone_key(coalesce(p.value, case when c.is_plain then c.contact end)) end as identifier,
      coalesce(p.type in ('fixed', 'fixed_or_mobile'), false) as is_fixed_line,
      c.first_seen_at,
      c.given_up_at
    from contact_spellings as c
    -- none or one each
    left join standard_emails as e on e.raw = case when c.kind = 'email' then c.contact end
    left join standard_phones as p on p.raw = case when c.kind = 'phone' then c.contact end and p.region = c.region
    union all
    select c.record_id, c.kind, each(e.others) as identifier, false as is_fixed_line, c.first_seen_at, c.given_up_at
    from contact_spellings as c
    join standard_emails as e on e.raw = c.contact
    where c.kind = 'email'
    union all
    select c.record_id, c.kind, each(p.others) as identifier, false as is_fixed_line, c.first_seen_at, c.given_up_at
    from contact_spellings as c
    join standard_phones as p on p.raw = c.contact and p.region = c.region
    where c.kind = 'phone'
    union all
    select v.record_id, 'loyalty_id' as kind, h.loyalty_id as identifier, false as is_fixed_line, h.first_seen_at, null as given_up_at
    from record_contacts as h
    join record_values as v on v.record_key = h.record_key
  ),
  -- an address by the mailbox it reaches: j.doe+shop@googlemail.com is jdoe@gmail.com, as the provider says
  reached as (
    select
      m.record_id,
      m.kind,
      m.is_fixed_line,
      m.first_seen_at,
      m.given_up_at,
      case
        when p.domain is null then m.identifier
        when p.ignores_dots then replace(replace_all(m.identifier, '([+][^@]*)?@.*$', ''), '.', '') || '@' || p.known_as
        else replace_all(m.identifier, '([+][^@]*)?@.*$', '') || '@' || p.known_as
      end as identifier
    from meant as m
    left join mail_providers as p
      on p.domain = case when m.kind = 'email' then replace_all(m.identifier, '^.*@', '') end
    where m.identifier is not null
  )
select
  cast(record_id as bigint) as record_id,
  cast(kind as varchar) as kind,
  cast(identifier as varchar) as identifier,
  cast(max(is_fixed_line) as boolean) as is_fixed_line,
  cast(min(first_seen_at) as timestamp) as first_seen_at,
  cast(case when count(given_up_at) = count(*) then max(given_up_at) end as timestamp) as given_up_at
from reached
group by record_id, kind, identifier
order by record_id, kind, identifier
