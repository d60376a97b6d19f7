-- How well each source knows each field, and how much of the golden records it gives.
-- Grain: field × source
-- Keys: field, source
-- Notes: records_with came with the field, records_valid hold it so that it can be used after standardising. customers_given take the field from this source; customers_in_conflict are those of them in
--   which another record says something else, and no steward decided. Beside the sources: steward (corrections, of
--   parts of names and addresses too) and configuration (filled).
with
  known as (
    select
      source,
      'name' as field,
      count(*) as records,
      count(*) filter (where full_name_raw is not null) as records_with,
      count(*) filter (where coalesce(name_valid, false)) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'email' as field,
      count(*) as records,
      count(*) filter (where email_raw is not null) as records_with,
      count(*) filter (where coalesce(email_valid, false)) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'phone' as field,
      count(*) as records,
      count(*) filter (where phone_raw is not null) as records_with,
      count(*) filter (where coalesce(phone_valid, false)) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'gender' as field,
      count(*) as records,
      count(*) filter (where coalesce(gender_raw, titled_gender) is not null) as records_with,
      count(*) filter (where coalesce(gender_valid, false)) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'birth_date' as field,
      count(*) as records,
      count(*) filter (where birth_date_raw is not null) as records_with,
      count(*) filter (where coalesce(birth_date_valid, false)) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'company' as field,
      count(*) as records,
      count(*) filter (where company_raw is not null) as records_with,
      count(*) filter (where coalesce(company_valid, false)) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'account_id' as field,
      count(*) as records,
      count(*) filter (where account_id is not null) as records_with,
      count(*) filter (where account_id is not null) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'job_title' as field,
      count(*) as records,
      count(*) filter (where job_title is not null) as records_with,
      count(*) filter (where job_title is not null) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'account_owner' as field,
      count(*) as records,
      count(*) filter (where account_owner is not null) as records_with,
      count(*) filter (where account_owner is not null) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'address' as field,
      count(*) as records,
      count(*) filter (where coalesce(country_raw, province_raw, city_raw, district_raw, street_raw, postal_code_raw) is not null) as records_with,
      count(*) filter (where coalesce(address_valid, false)) as records_valid
    from source_records
    group by source
    union all
    select
      source,
      'acquisition_channel' as field,
      count(*) as records,
      count(*) filter (where acquisition_channel is not null) as records_with,
      count(*) filter (where acquisition_channel is not null) as records_valid
    from source_records
    group by source
  ),
  given as (
    select
      source,
      field,
      count(*) as customers_given,
      count(*) filter (where disagreeing > 0 and rule <> 'steward') as customers_in_conflict
    from customer_field_provenance
    group by source, field
  ),
  keys as (
    select source, field
    from known
    union
    select source, field
    from given
  )
select
  cast(s.field as varchar) as field,
  cast(s.source as varchar) as source,
  cast(coalesce(k.records, 0) as bigint) as records,
  cast(coalesce(k.records_with, 0) as bigint) as records_with,
  cast(coalesce(k.records_valid, 0) as bigint) as records_valid,
  cast(coalesce(g.customers_given, 0) as bigint) as customers_given,
  cast(coalesce(g.customers_in_conflict, 0) as bigint) as customers_in_conflict
from keys as s
-- at most one row each
left join known as k on k.source = s.source and k.field = s.field
left join given as g on g.source = s.source and g.field = s.field
order by field, source
