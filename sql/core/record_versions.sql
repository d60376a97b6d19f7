-- What a source record said before it said what it says now: a state for each profile that a later one replaced, as it came.
-- Grain: profile version of a source record but the last
-- Keys: record_id, landed_seq
-- Incremental: record_key; record_values: record_key; stg_profile_updated: record_key; record_contacts: record_key
-- Published: no
-- Notes: a field that a profile leaves out is as the profiles before it say; an e-mail address or phone that none of them
--   gives, as other events gave it by then.
with
  versions as (
    select
      r.record_id,
      r.record_key as key_of_record,
      r.source as source_of_record,
      p.*,
      event_order(p.occurred_at, p.landed_seq) as version_order
    from stg_profile_updated as p
    join record_values as r on r.record_key = p.record_key
  ),
  repeated as (
    select record_id
    from versions
    group by record_id
    having count(*) > 1
  ),
  carried as (
    select
      record_id,
      key_of_record,
      source_of_record,
      landed_seq,
      occurred_at as from_at,
      lead(occurred_at) over (partition by record_id order by version_order asc nulls last) as to_at,
      last_value(email ignore nulls) over so_far as email,
      last_value(phone ignore nulls) over so_far as phone,
      clean_text(last_value(full_name ignore nulls) over so_far) as full_name,
      clean_text(last_value(given_name ignore nulls) over so_far) as given_name,
      clean_text(last_value(family_name ignore nulls) over so_far) as family_name,
      last_value(company ignore nulls) over so_far as company,
      last_value(job_title ignore nulls) over so_far as job_title,
      last_value(account_id ignore nulls) over so_far as account_id,
      last_value(account_owner ignore nulls) over so_far as account_owner,
      last_value(country ignore nulls) over so_far as country,
      last_value(province ignore nulls) over so_far as province,
      last_value(city ignore nulls) over so_far as city,
      last_value(district ignore nulls) over so_far as district,
      last_value(street ignore nulls) over so_far as street,
      last_value(postal_code ignore nulls) over so_far as postal_code
    from versions
    semi join repeated using (record_id)
    window so_far as (
      partition by record_id
      order by version_order asc nulls last
      rows between unbounded preceding and current row
    )
  ),
  past as (
    select *
    from carried
    where from_at < to_at
  ),
  contacts as (
    select
      v.record_id,
      v.landed_seq,
      max_by(k.email, event_order(k.first_seen_at, k.contact_id)) filter (where k.email is not null) as email,
      max_by(k.phone, event_order(k.first_seen_at, k.contact_id)) filter (where k.phone is not null) as phone
    from past as v
    join record_contacts as k on k.record_key = v.key_of_record and k.first_seen_at <= v.from_at
    group by v.record_id, v.landed_seq
  ),
  known as (
    select
      v.*,
      nullif(trim(coalesce(v.email, k.email)), '') as known_email,
      nullif(trim(coalesce(v.phone, k.phone)), '') as known_phone
    from past as v
    -- none or one
    left join contacts as k on k.record_id = v.record_id and k.landed_seq = v.landed_seq
  )
select
  cast(record_id as bigint) as record_id,
  cast(landed_seq as bigint) as landed_seq,
  cast(key_of_record as varchar) as record_key,
  cast(source_of_record as varchar) as source,
  cast(from_at as timestamp) as from_at,
  cast(to_at as timestamp) as to_at,
  cast(
    case when is_email_like(known_phone) and (known_email is null or is_phone_like(known_email)) then known_phone else known_email end
    as varchar
  ) as email,
  cast(
    case when is_phone_like(known_email) and (known_phone is null or is_email_like(known_phone)) then known_email else known_phone end
    as varchar
  ) as phone,
  cast(given_name as varchar) as given_name,
  cast(family_name as varchar) as family_name,
  cast(coalesce(full_name, whole_name(family_name, given_name)) as varchar) as full_name,
  cast(nullif(trim(company), '') as varchar) as company,
  cast(nullif(trim(job_title), '') as varchar) as job_title,
  cast(account_id as varchar) as account_id,
  cast(nullif(trim(account_owner), '') as varchar) as account_owner,
  cast(nullif(trim(country), '') as varchar) as country,
  cast(nullif(trim(province), '') as varchar) as province,
  cast(nullif(trim(city), '') as varchar) as city,
  cast(nullif(trim(district), '') as varchar) as district,
  cast(nullif(trim(street), '') as varchar) as street,
  cast(nullif(trim(postal_code), '') as varchar) as postal_code
from known
order by record_id, landed_seq
