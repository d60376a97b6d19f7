-- Checks: stg_field_corrected
-- Severity: warn
-- Owner: data steward
-- Sentence: A steward's correction names a known customer, a known field and, where the field is not personal, a known value.
with
  values_known as (
    select 'company' as field, company as value
    from customers
    union
    select 'company' as field, company_raw as value
    from source_records
    union
    select 'job_title' as field, job_title as value
    from customers
    union
    select 'account_id' as field, account_id as value
    from customers
    union
    select 'country' as field, country as value
    from customers
    union
    select 'country' as field, country_raw as value
    from source_records
    union
    select 'province' as field, province as value
    from customers
    union
    select 'province' as field, province_raw as value
    from source_records
    union
    select 'city' as field, city as value
    from customers
    union
    select 'city' as field, city_raw as value
    from source_records
    union
    select 'district' as field, district as value
    from customers
    union
    select 'district' as field, district_raw as value
    from source_records
    union
    select 'acquisition_channel' as field, acquisition_channel as value
    from customers
  )
select
  f.landed_seq,
  f.field,
  i.customer_id
from stg_field_corrected as f
left join customer_identity as i on i.record_key = f.record_key
left join values_known as k on k.field = f.field and k.value = trim(f.value)
where i.customer_id is null
  or f.value is null
  or (
    k.value is null
    and f.field not in (
      'name',
      'full_name',
      'given_name',
      'family_name',
      'email',
      'phone',
      'gender',
      'birth_date',
      'account_owner',
      'street',
      'postal_code'
    )
  )
