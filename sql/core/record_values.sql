-- What one source system says of one customer, as it came.
-- Grain: source record (source × its customer_ref, else loyalty_id, e-mail, phone or anonymous_id)
-- Keys: record_id
-- Incremental: record_key; record_contacts: record_key; stg_profile_updated: record_key; profile_states: record_key;
--   stg_profile_deleted_at_source: record_key
-- Published: no
-- Notes: record_id is the landing sequence number of the record's first event. A field that is missing in a later profile
--   keeps its value, one that it clears is empty, names and addresses as profile_states says. An e-mail address in the place of the phone is taken for the
--   address where there is none, and the other way round; where each stands in the other's place they are exchanged.
--   deleted_at_source_at is the first deletion since the last profile.
with
  seen as (
    select
      record_key,
      min(contact_id) as record_id,
      min(source) as source,
      min(customer_ref) as customer_ref,
      max_by(email, last_seen_order) filter (where email is not null) as email,
      max_by(phone, last_seen_order) filter (where phone is not null) as phone,
      max_by(loyalty_id, last_seen_order) filter (where loyalty_id is not null) as loyalty_id,
      max_by(anonymous_id, last_seen_order) filter (where anonymous_id is not null) as anonymous_id,
      min(first_seen_at) as first_seen_at,
      coalesce(max(last_seen_at), max(first_seen_at)) as last_seen_at
    from record_contacts
    group by record_key
  ),
  -- few records have several profiles
  profiles as (
    select
      record_key,
      email,
      phone,
      full_name,
      given_name,
      family_name,
      gender,
      birth_date,
      company,
      job_title,
      account_id,
      account_owner,
      acquisition_channel,
      country,
      province,
      city,
      district,
      street,
      postal_code,
      from_at as updated_at
    from profile_states
    where to_at is null
    union all
    select
      record_key,
      email,
      phone,
      full_name,
      given_name,
      family_name,
      gender,
      birth_date,
      company,
      job_title,
      account_id,
      account_owner,
      acquisition_channel,
      country,
      province,
      city,
      district,
      street,
      postal_code,
      occurred_at as updated_at
    from stg_profile_updated
    anti join profile_states using (record_key)
    where record_key is not null
  ),
  -- what has not been said again since
  deletions as (
    select
      d.record_key,
      min(d.occurred_at) as deleted_at
    from stg_profile_deleted_at_source as d
    -- none or one
    left join profiles as p on p.record_key = d.record_key
    where d.record_key is not null and (p.updated_at is null or d.occurred_at >= p.updated_at)
    group by d.record_key
  ),
  records as (
    select
      s.record_id,
      s.record_key,
      s.source,
      s.customer_ref,
      s.loyalty_id,
      s.anonymous_id,
      s.first_seen_at,
      s.last_seen_at,
      nullif(trim(coalesce(p.email, s.email)), '') as email,
      nullif(trim(coalesce(p.phone, s.phone)), '') as phone,
      clean_text(p.given_name) as given_name,
      clean_text(p.family_name) as family_name,
      clean_text(p.full_name) as full_name,
      p.gender,
      p.birth_date,
      p.company,
      p.job_title,
      p.account_id,
      p.account_owner,
      p.acquisition_channel,
      p.country,
      p.province,
      p.city,
      p.district,
      p.street,
      p.postal_code,
      p.updated_at,
      d.deleted_at as deleted_at_source_at
    from seen as s
    left join profiles as p on p.record_key = s.record_key
    left join deletions as d on d.record_key = s.record_key
  )
select
  cast(record_id as bigint) as record_id,
  cast(record_key as varchar) as record_key,
  cast(source as varchar) as source,
  cast(customer_ref as varchar) as customer_ref,
  cast(loyalty_id as varchar) as loyalty_id,
  cast(anonymous_id as varchar) as anonymous_id,
  cast(case when is_email_like(phone) and (email is null or is_phone_like(email)) then phone else email end as varchar) as email,
  cast(case when is_phone_like(email) and (phone is null or is_email_like(phone)) then email else phone end as varchar) as phone,
  cast(coalesce(full_name, whole_name(family_name, given_name)) as varchar) as full_name,
  cast(unless_title(given_name) as varchar) as given_name,
  cast(unless_title(family_name) as varchar) as family_name,
  cast(nullif(trim(gender), '') as varchar) as gender,
  cast(nullif(trim(birth_date), '') as varchar) as birth_date,
  cast(nullif(trim(company), '') as varchar) as company,
  cast(nullif(trim(job_title), '') as varchar) as job_title,
  cast(nullif(account_id, '') as varchar) as account_id,
  cast(nullif(trim(account_owner), '') as varchar) as account_owner,
  cast(nullif(trim(acquisition_channel), '') as varchar) as acquisition_channel,
  cast(nullif(trim(country), '') as varchar) as country,
  cast(nullif(trim(province), '') as varchar) as province,
  cast(nullif(trim(city), '') as varchar) as city,
  cast(nullif(trim(district), '') as varchar) as district,
  cast(nullif(trim(street), '') as varchar) as street,
  cast(nullif(trim(postal_code), '') as varchar) as postal_code,
  cast(first_seen_at as timestamp) as first_seen_at,
  cast(last_seen_at as timestamp) as last_seen_at,
  cast(updated_at as timestamp) as updated_at,
  cast(deleted_at_source_at as timestamp) as deleted_at_source_at
from records
order by record_id
