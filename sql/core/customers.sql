-- The golden record: one row per customer, each field from the source record that survives.
-- Grain: customer
-- Keys: customer_id
-- Incremental: customer_id
-- Notes: customer_field_provenance says which record survives in each field and why; names are taken together from one
--   record, and so are addresses. A steward's correction (field.corrected) wins over every source, one that clears a field too
--   (it is '' in customer_corrections, and nothing is filled in).
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
  )
select
  cast(m.customer_id as varchar) as customer_id,
  cast(
    case
      when c.is_recomposed then whole_name(
        nullif(coalesce(c.family_name, n.family_name), ''),
        nullif(coalesce(c.given_name, n.given_name), '')
      )
      else nullif(coalesce(c.full_name, n.full_name), '')
    end as varchar
  ) as full_name,
  cast(nullif(coalesce(c.given_name, n.given_name), '') as varchar) as given_name,
  cast(nullif(coalesce(c.family_name, n.family_name), '') as varchar) as family_name,
  cast(nullif(coalesce(c.email, e.email), '') as varchar) as email,
  cast(nullif(coalesce(c.phone, p.phone), '') as varchar) as phone,
  cast(nullif(coalesce(c.gender, g.gender, x.gender), '') as varchar) as gender,
  cast(
    case when c.birth_date is not null then try_cast(c.birth_date as date) else coalesce(b.birth_date, x.birth_date) end as date
  ) as birth_date,
  cast(nullif(coalesce(c.company, co.company), '') as varchar) as company,
  cast(nullif(coalesce(c.job_title, j.job_title), '') as varchar) as job_title,
  cast(nullif(coalesce(c.account_id, ac.account_id), '') as varchar) as account_id,
  cast(nullif(coalesce(c.account_owner, ow.account_owner, x.account_owner), '') as varchar) as account_owner,
  cast(nullif(coalesce(c.country, a.country), '') as varchar) as country,
  cast(nullif(coalesce(c.province, a.province), '') as varchar) as province,
  cast(nullif(coalesce(c.city, a.city), '') as varchar) as city,
  cast(nullif(coalesce(c.district, a.district), '') as varchar) as district,
  cast(nullif(coalesce(c.street, a.street), '') as varchar) as street,
  cast(nullif(coalesce(c.postal_code, a.postal_code), '') as varchar) as postal_code,
  cast(
    nullif(coalesce(c.acquisition_channel, ch.acquisition_channel, x.acquisition_channel), '') as varchar
  ) as acquisition_channel,
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
left join customer_corrections as c on c.customer_id = m.customer_id and c.to_at is null
order by m.record_id
