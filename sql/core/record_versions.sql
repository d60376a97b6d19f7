-- What a source record said before it said what it says now: a state for each profile that a later one replaced, as it came.
-- Grain: profile version of a source record but the last
-- Keys: record_id, landed_seq
-- Incremental: record_key; record_values: record_key; profile_states: record_key; record_contacts: record_key;
--   stg_profile_deleted_at_source: record_key
-- Published: no
-- Notes: a state lasts until the next profile or a deletion at the source, whichever is first. An e-mail address or phone that
--   no profile by then gives is as other events gave it by then.
with
  replaced as (
    select
      r.record_id,
      r.source,
      s.*
    from profile_states as s
    join record_values as r on r.record_key = s.record_key
    where s.from_at < s.to_at
  ),
  ended as (
    select
      s.record_key,
      s.landed_seq,
      min(d.occurred_at) as deleted_at
    from replaced as s
    join stg_profile_deleted_at_source as d on d.record_key = s.record_key and d.occurred_at >= s.from_at
    group by s.record_key, s.landed_seq
  ),
  past as (
    select
      s.*,
      least(s.to_at, e.deleted_at) as ended_at
    from replaced as s
    -- none or one
    left join ended as e on e.record_key = s.record_key and e.landed_seq = s.landed_seq
  ),
  contacts as (
    select
      v.record_id,
      v.landed_seq,
      max_by(k.email, event_order(k.first_seen_at, k.contact_id)) filter (where k.email is not null) as email,
      max_by(k.phone, event_order(k.first_seen_at, k.contact_id)) filter (where k.phone is not null) as phone
    from past as v
    join record_contacts as k on k.record_key = v.record_key and k.first_seen_at <= v.from_at
    group by v.record_id, v.landed_seq
  ),
  known as (
    select
      v.*,
      clean_text(v.full_name) as clean_full_name,
      clean_text(v.given_name) as clean_given_name,
      clean_text(v.family_name) as clean_family_name,
      nullif(trim(coalesce(v.email, k.email)), '') as known_email,
      nullif(trim(coalesce(v.phone, k.phone)), '') as known_phone
    from past as v
    -- none or one
    left join contacts as k on k.record_id = v.record_id and k.landed_seq = v.landed_seq
    where v.from_at < v.ended_at
  )
select
  cast(record_id as bigint) as record_id,
  cast(landed_seq as bigint) as landed_seq,
  cast(record_key as varchar) as record_key,
  cast(source as varchar) as source,
  cast(from_at as timestamp) as from_at,
  cast(ended_at as timestamp) as to_at,
  cast(
    case when is_email_like(known_phone) and (known_email is null or is_phone_like(known_email)) then known_phone else known_email end
    as varchar
  ) as email,
  cast(
    case when is_phone_like(known_email) and (known_phone is null or is_email_like(known_phone)) then known_email else known_phone end
    as varchar
  ) as phone,
  cast(unless_title(clean_given_name) as varchar) as given_name,
  cast(unless_title(clean_family_name) as varchar) as family_name,
  cast(coalesce(clean_full_name, whole_name(clean_family_name, clean_given_name)) as varchar) as full_name,
  cast(nullif(trim(company), '') as varchar) as company,
  cast(nullif(trim(job_title), '') as varchar) as job_title,
  cast(nullif(account_id, '') as varchar) as account_id,
  cast(nullif(trim(account_owner), '') as varchar) as account_owner,
  cast(nullif(trim(country), '') as varchar) as country,
  cast(nullif(trim(province), '') as varchar) as province,
  cast(nullif(trim(city), '') as varchar) as city,
  cast(nullif(trim(district), '') as varchar) as district,
  cast(nullif(trim(street), '') as varchar) as street,
  cast(nullif(trim(postal_code), '') as varchar) as postal_code
from known
order by record_id, landed_seq
