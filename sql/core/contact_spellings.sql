-- Every e-mail address and phone under which a source record was ever known, or that a profile of it lists, as it came.
-- Grain: source record × e-mail address or phone as it came
-- Keys: record_id, kind, contact
-- Incremental: record_key
-- Published: no
-- Notes: an e-mail address in the place of a phone is of kind email, and the other way round. region is the country by which
--   a phone is read, is_plain whether SQL alone says what it means. given_up_at is when the record was first known by another of the kind,
--   after it was last known by this one.
with
  held as (
    select record_key, 'email' as kind, email as contact, first_seen_at, coalesce(last_seen_at, first_seen_at) as last_seen_at
    from record_contacts
    union all
    select record_key, 'phone' as kind, phone as contact, first_seen_at, coalesce(last_seen_at, first_seen_at) as last_seen_at
    from record_contacts
    union all
    select record_key, kind, contact, occurred_at as first_seen_at, occurred_at as last_seen_at
    from stg_profile_contacts
  ),
  spelt as (
    select
      v.record_id,
      v.record_key,
      case
        when h.kind = 'phone' and is_email_like(h.contact) then 'email'
        when h.kind = 'email' and is_phone_like(h.contact) then 'phone'
        else h.kind
      end as kind,
      trim(h.contact) as contact,
      a.region,
      min(h.first_seen_at) as first_seen_at,
      max(h.last_seen_at) as last_seen_at
    from held as h
    join record_values as v on v.record_key = h.record_key
    -- none or one
    left join standard_addresses as a
      on a.address_key = address_key(v.country, v.province, v.city, v.district, v.postal_code, v.street)
    where trim(h.contact) <> ''
    group by 1, 2, 3, 4, 5
  ),
  seen as (
    select record_id, kind, contact, first_seen_at as seen_at, true as is_first
    from spelt
    union all
    select record_id, kind, contact, last_seen_at as seen_at, false as is_first
    from spelt
  ),
  followed as (
    select
      record_id,
      kind,
      contact,
      is_first,
      -- of what is seen at one time, what begins then comes before what ends
      min(case when is_first then seen_at end) over (
        partition by record_id, kind
        order by seen_at asc nulls last, is_first desc, contact
        rows between 1 following and unbounded following
      ) as given_up_at
    from seen
  )
select
  cast(p.record_id as bigint) as record_id,
  cast(p.record_key as varchar) as record_key,
  cast(p.kind as varchar) as kind,
  cast(p.contact as varchar) as contact,
  cast(case when p.kind = 'phone' then phone_region(p.contact, p.region) else '' end as varchar) as region,
  cast(
    case
      when p.kind = 'email' then is_plain_email(p.contact)
      else is_plain_mobile(p.contact, coalesce(p.region, s.default_region) = 'CN')
    end as boolean
  ) as is_plain,
  cast(p.first_seen_at as timestamp) as first_seen_at,
  cast(f.given_up_at as timestamp) as given_up_at
from spelt as p
join followed as f on f.record_id = p.record_id and f.kind = p.kind and f.contact = p.contact and not f.is_first -- one
cross join settings as s
order by record_id, kind, contact
