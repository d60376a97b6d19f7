-- What one source system says of one customer, as it came: of each field the latest value.
-- Grain: source record (source × its customer_ref, else loyalty_id, e-mail, phone or anonymous_id)
-- Keys: record_id
-- Incremental: record_key; record_contacts: record_key; stg_profile_updated: record_key;
--   stg_profile_deleted_at_source: record_key
-- Published: no
-- Notes: record_id is the landing sequence number of the record's first event. A field that is missing in a later profile
--   keeps its value. An e-mail address in the place of the phone is taken for the address where there is none, and the
--   other way round; where each stands in the other's place they are exchanged.
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
  versions as (
    select
      p.*,
      event_order(p.occurred_at, p.landed_seq) as version_order
    from stg_profile_updated as p
    where p.record_key is not null
  ),
  -- few records have several profiles: only these are merged field by field
  repeated as (
    select record_key
    from versions
    group by record_key
    having count(*) > 1
  ),
  profiles as (
    select
      record_key,
      max_by(email, version_order) filter (where email is not null) as email,
      max_by(phone, version_order) filter (where phone is not null) as phone,
      max_by(full_name, version_order) filter (where full_name is not null) as full_name,
      max_by(given_name, version_order) filter (where given_name is not null) as given_name,
      max_by(family_name, version_order) filter (where family_name is not null) as family_name,
      max_by(gender, version_order) filter (where gender is not null) as gender,
      max_by(birth_date, version_order) filter (where birth_date is not null) as birth_date,
      max_by(company, version_order) filter (where company is not null) as company,
      max_by(job_title, version_order) filter (where job_title is not null) as job_title,
      max_by(account_id, version_order) filter (where account_id is not null) as account_id,
      max_by(account_owner, version_order) filter (where account_owner is not null) as account_owner,
      max_by(acquisition_channel, version_order) filter (where acquisition_channel is not null) as acquisition_channel,
      max_by(country, version_order) filter (where country is not null) as country,
      max_by(province, version_order) filter (where province is not null) as province,
      max_by(city, version_order) filter (where city is not null) as city,
      max_by(district, version_order) filter (where district is not null) as district,
      max_by(street, version_order) filter (where street is not null) as street,
      max_by(postal_code, version_order) filter (where postal_code is not null) as postal_code,
      max(occurred_at) as updated_at
    from versions
    semi join repeated using (record_key)
    group by record_key
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
    from versions
    anti join repeated using (record_key)
  ),
  deletions as (
    select
      record_key,
      max(occurred_at) as deleted_at
    from stg_profile_deleted_at_source
    where record_key is not null
    group by record_key
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
      case when p.updated_at is null or d.deleted_at >= p.updated_at then d.deleted_at end as deleted_at_source_at
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
  cast(
    coalesce(
      full_name,
      case
        when matches(family_name || given_name, '^[\x{4E00}-\x{9FFF}]+$') then family_name || given_name
        else nullif(concat_ws(' ', given_name, family_name), '')
      end
    ) as varchar
  ) as full_name,
  cast(given_name as varchar) as given_name,
  cast(family_name as varchar) as family_name,
  cast(nullif(trim(gender), '') as varchar) as gender,
  cast(nullif(trim(birth_date), '') as varchar) as birth_date,
  cast(nullif(trim(company), '') as varchar) as company,
  cast(nullif(trim(job_title), '') as varchar) as job_title,
  cast(account_id as varchar) as account_id,
  cast(nullif(trim(account_owner), '') as varchar) as account_owner,
  cast(acquisition_channel as varchar) as acquisition_channel,
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
