-- The golden record: one row per customer, each field from the source record that survives.
-- Grain: customer
-- Keys: customer_id
-- Incremental: customer_id
-- Notes: customer_field_provenance says which record survives in each field and why; names are taken together from one
--   record, and so are addresses. A steward's correction (field.corrected) wins over every source. The text of a correction is personal, so a field that is not (a city, say)
--   takes it as another record spells it; a check lists corrections that nothing else spells so.
with
  people as (
    select
      i.customer_id,
      min(r.record_id) as record_id,
      count(*) as records,
      min(r.first_seen_at) as first_seen_at,
      max(r.last_seen_at) as last_seen_at
    from customer_identity as i
    join source_records as r on r.record_id = i.record_id
    group by i.customer_id
  ),
  survivors as (
    select
      customer_id,
      max(record_id) filter (where field = 'name') as name_record_id,
      max(record_id) filter (where field = 'email') as email_record_id,
      max(record_id) filter (where field = 'phone') as phone_record_id,
      max(record_id) filter (where field = 'gender') as gender_record_id,
      max(record_id) filter (where field = 'birth_date') as birth_date_record_id,
      max(record_id) filter (where field = 'company') as company_record_id,
      max(record_id) filter (where field = 'job_title') as job_title_record_id,
      max(record_id) filter (where field = 'account_id') as account_id_record_id,
      max(record_id) filter (where field = 'account_owner') as account_owner_record_id,
      max(record_id) filter (where field = 'address') as address_record_id,
      max(record_id) filter (where field = 'acquisition_channel') as acquisition_channel_record_id
    from customer_field_provenance
    group by customer_id
  ),
  corrections as (
    select
      i.customer_id,
      case when f.field = 'name' then 'full_name' else f.field end as field,
      nullif(trim(f.value), '') as value,
      event_order(f.occurred_at, f.landed_seq) as correction_order
    from stg_field_corrected as f
    join customer_identity as i on i.record_key = f.record_key
    where f.value is not null
  ),
  corrected as (
    select
      max_by(value, correction_order) filter (where field = 'full_name') as full_name,
      max_by(value, correction_order) filter (where field = 'given_name') as given_name,
      max_by(value, correction_order) filter (where field = 'family_name') as family_name,
      max_by(value, correction_order) filter (where field = 'email') as email,
      max_by(value, correction_order) filter (where field = 'phone') as phone,
      max_by(value, correction_order) filter (where field = 'gender') as gender,
      max_by(value, correction_order) filter (where field = 'birth_date') as birth_date,
      max_by(value, correction_order) filter (where field = 'account_owner') as account_owner,
      max_by(value, correction_order) filter (where field = 'street') as street,
      max_by(value, correction_order) filter (where field = 'postal_code') as postal_code,
      customer_id
    from corrections
    group by customer_id
  ),
  -- values of fields that are not personal, as records have them; said is what a steward wrote, as they came or standardised
  spellings as (
    select 'company' as field, trim(f.value) as said, r.company as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'company' and trim(f.value) in (r.company, r.company_raw)
    union
    select 'job_title' as field, trim(f.value) as said, r.job_title as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'job_title' and trim(f.value) = r.job_title
    union
    select 'account_id' as field, trim(f.value) as said, r.account_id as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'account_id' and trim(f.value) = r.account_id
    union
    select 'country' as field, trim(f.value) as said, r.country as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'country' and trim(f.value) in (r.country, r.country_raw)
    union
    select 'province' as field, trim(f.value) as said, r.province as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'province' and trim(f.value) in (r.province, r.province_raw)
    union
    select 'city' as field, trim(f.value) as said, r.city as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'city' and trim(f.value) in (r.city, r.city_raw)
    union
    select 'district' as field, trim(f.value) as said, r.district as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'district' and trim(f.value) in (r.district, r.district_raw)
    union
    select 'acquisition_channel' as field, trim(f.value) as said, r.acquisition_channel as value
    from source_records as r
    join stg_field_corrected as f on f.field = 'acquisition_channel' and trim(f.value) = r.acquisition_channel
  ),
  spelt as (
    select field, said, min(value) as value
    from spellings
    where value is not null
    group by field, said
  ),
  corrected_openly as (
    select
      c.customer_id,
      max_by(k.value, c.correction_order) filter (where k.field = 'company') as company,
      max_by(k.value, c.correction_order) filter (where k.field = 'job_title') as job_title,
      max_by(k.value, c.correction_order) filter (where k.field = 'account_id') as account_id,
      max_by(k.value, c.correction_order) filter (where k.field = 'country') as country,
      max_by(k.value, c.correction_order) filter (where k.field = 'province') as province,
      max_by(k.value, c.correction_order) filter (where k.field = 'city') as city,
      max_by(k.value, c.correction_order) filter (where k.field = 'district') as district,
      max_by(k.value, c.correction_order) filter (where k.field = 'acquisition_channel') as acquisition_channel
    from corrections as c
    join spelt as k on k.field = c.field and k.said = c.value
    group by c.customer_id
  )
select
  cast(m.customer_id as varchar) as customer_id,
  cast(coalesce(c.full_name, n.full_name) as varchar) as full_name,
  cast(coalesce(c.given_name, n.given_name) as varchar) as given_name,
  cast(coalesce(c.family_name, n.family_name) as varchar) as family_name,
  cast(coalesce(c.email, e.email) as varchar) as email,
  cast(coalesce(c.phone, p.phone) as varchar) as phone,
  cast(coalesce(standard_gender(c.gender), g.gender, x.gender) as varchar) as gender,
  cast(coalesce(try_cast(c.birth_date as date), b.birth_date, x.birth_date) as date) as birth_date,
  cast(coalesce(o.company, co.company) as varchar) as company,
  cast(coalesce(o.job_title, j.job_title) as varchar) as job_title,
  cast(coalesce(o.account_id, ac.account_id) as varchar) as account_id,
  cast(coalesce(c.account_owner, ow.account_owner, x.account_owner) as varchar) as account_owner,
  cast(coalesce(o.country, a.country) as varchar) as country,
  cast(coalesce(o.province, a.province) as varchar) as province,
  cast(coalesce(o.city, a.city) as varchar) as city,
  cast(coalesce(o.district, a.district) as varchar) as district,
  cast(coalesce(c.street, a.street) as varchar) as street,
  cast(coalesce(c.postal_code, a.postal_code) as varchar) as postal_code,
  cast(coalesce(o.acquisition_channel, ch.acquisition_channel, x.acquisition_channel) as varchar) as acquisition_channel,
  cast(m.records as integer) as records,
  cast(m.first_seen_at as timestamp) as first_seen_at,
  cast(m.last_seen_at as timestamp) as last_seen_at
from people as m
-- one row
cross join field_fills as x
-- every join finds at most one row
left join survivors as s on s.customer_id = m.customer_id
left join source_records as n on n.record_id = s.name_record_id
left join source_records as e on e.record_id = s.email_record_id
left join source_records as p on p.record_id = s.phone_record_id
left join source_records as g on g.record_id = s.gender_record_id
left join source_records as b on b.record_id = s.birth_date_record_id
left join source_records as co on co.record_id = s.company_record_id
left join source_records as j on j.record_id = s.job_title_record_id
left join source_records as ac on ac.record_id = s.account_id_record_id
left join source_records as ow on ow.record_id = s.account_owner_record_id
left join source_records as a on a.record_id = s.address_record_id
left join source_records as ch on ch.record_id = s.acquisition_channel_record_id
left join corrected as c on c.customer_id = m.customer_id
left join corrected_openly as o on o.customer_id = m.customer_id
order by m.record_id
