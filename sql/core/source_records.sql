-- What one source system knows of one customer: every field in the standard form, valid or not, and why; the raw beside it.
-- Grain: source record (source × its customer_ref, else loyalty_id, e-mail, phone or anonymous_id)
-- Keys: record_id
-- Incremental: record_id
-- Notes: record_id is the landing sequence number of the record's first event. A value that is not valid is kept where it
--   can be compared and mended, and is missing where the text is none of its field (a placeholder, say). A field and its
--   _raw differ where standardising changed it; _valid is missing where nothing was said. Rows of standard_* say always the
--   same of a key. E-mail addresses and phones that are plain are judged here, the others in the step.
with
  read as (
    select
      v.*,
      is_plain_email(v.email) as has_plain_email,
      a.region,
      a.country as standard_country,
      a.province as standard_province,
      a.city as standard_city,
      a.district as standard_district,
      a.street as standard_street,
      a.detail as standard_detail,
      a.postal_code as standard_postal_code,
      a.is_valid as address_valid,
      a.reason as address_reason,
      is_plain_mobile(v.phone, coalesce(a.region, s.default_region) = 'CN') as has_plain_phone,
      birth_date_said_in(v.birth_date, v.last_seen_at) as birth_date_said_in,
      birth_date_region(v.birth_date, a.region) as birth_date_region,
      birth_date_order(v.birth_date, w.date_order) as birth_date_order,
      gender_letters_of(v.gender, w.gender_letters) as gender_letters
    from record_values as v
    cross join settings as s
    -- none or one each
    left join standard_addresses as a
      on a.address_key = address_key(v.country, v.province, v.city, v.district, v.postal_code, v.street)
    left join source_conventions as w on w.source = v.source
  )
select
  cast(v.record_id as bigint) as record_id,
  cast(v.record_key as varchar) as record_key,
  cast(v.source as varchar) as source,
  cast(v.customer_ref as varchar) as customer_ref,
  cast(case when v.has_plain_email then lower(v.email) else e.value end as varchar) as email,
  cast(case when v.has_plain_phone then phone_key(v.phone) else p.value end as varchar) as phone,
  cast(p.extension as varchar) as phone_extension,
  cast(email_key(case when v.has_plain_email then v.email else e.value end) as varchar) as email_key,
  cast(phone_key(case when v.has_plain_phone then v.phone else p.value end) as varchar) as phone_key,
  cast(v.loyalty_id as varchar) as loyalty_id,
  cast(v.anonymous_id as varchar) as anonymous_id,
  cast(n.value as varchar) as full_name,
  cast(
    case
      when n.is_valid and v.full_name is distinct from v.family_name then coalesce(v.given_name, n.given_name)
      else v.given_name
    end as varchar
  ) as given_name,
  cast(
    case
      when n.is_valid and v.full_name is distinct from v.given_name then coalesce(v.family_name, n.family_name)
      else v.family_name
    end as varchar
  ) as family_name,
  cast(n.latin_key as varchar) as latin_name,
  cast(coalesce(g.value, n.gender) as varchar) as gender,
  try_cast(b.value as date) as birth_date,
  cast(c.value as varchar) as company,
  cast(clean_text(v.job_title) as varchar) as job_title,
  cast(v.account_id as varchar) as account_id,
  cast(v.account_owner as varchar) as account_owner,
  cast(clean_text(v.acquisition_channel) as varchar) as acquisition_channel,
  cast(v.standard_country as varchar) as country,
  cast(v.standard_province as varchar) as province,
  cast(v.standard_city as varchar) as city,
  cast(v.standard_district as varchar) as district,
  cast(v.standard_street as varchar) as street,
  cast(v.standard_detail as varchar) as detail,
  cast(v.standard_postal_code as varchar) as postal_code,
  cast(case when v.full_name is not null then n.is_valid end as boolean) as name_valid,
  cast(n.reason as varchar) as name_reason,
  cast(case when v.email is not null then v.has_plain_email or e.is_valid end as boolean) as email_valid,
  cast(e.reason as varchar) as email_reason,
  cast(case when v.phone is not null then v.has_plain_phone or p.is_valid end as boolean) as phone_valid,
  cast(p.reason as varchar) as phone_reason,
  cast(case when v.has_plain_phone then 'mobile' else p.type end as varchar) as phone_type,
  cast(case when v.has_plain_phone then 'CN' else p.phone_country end as varchar) as phone_country,
  cast(
    case
      when v.has_plain_email then replace_all(lower(v.email), '@.*$', '') || '@' || d.suggested_domain
      else e.suggestion
    end as varchar
  ) as email_suggestion,
  cast(case when v.has_plain_email then m.local_part is not null else e.is_role end as boolean) as email_is_role,
  cast(case when v.has_plain_email then d.is_disposable else e.is_disposable end as boolean) as email_is_disposable,
  cast(case when coalesce(g.value, n.gender) is not null then true else g.is_valid end as boolean) as gender_valid,
  cast(case when coalesce(g.value, n.gender) is null then g.reason end as varchar) as gender_reason,
  cast(n.gender as varchar) as titled_gender,
  cast(
    b.is_valid
    and try_cast(b.value as date) <= cast(v.last_seen_at as date)
    and try_cast(b.value as date) > cast(v.last_seen_at as date) - interval '121' year as boolean
  ) as birth_date_valid,
  cast(
    case
      when b.reason is not null then b.reason
      when try_cast(b.value as date) > cast(v.last_seen_at as date) then 'future'
      when try_cast(b.value as date) <= cast(v.last_seen_at as date) - interval '121' year then 'over_120_years'
    end as varchar
  ) as birth_date_reason,
  cast(c.is_valid as boolean) as company_valid,
  cast(c.reason as varchar) as company_reason,
  cast(v.address_valid as boolean) as address_valid,
  cast(v.address_reason as varchar) as address_reason,
  cast(v.email as varchar) as email_raw,
  cast(v.phone as varchar) as phone_raw,
  cast(v.full_name as varchar) as full_name_raw,
  cast(v.gender as varchar) as gender_raw,
  cast(v.birth_date as varchar) as birth_date_raw,
  cast(v.company as varchar) as company_raw,
  cast(v.country as varchar) as country_raw,
  cast(v.province as varchar) as province_raw,
  cast(v.city as varchar) as city_raw,
  cast(v.district as varchar) as district_raw,
  cast(v.street as varchar) as street_raw,
  cast(v.postal_code as varchar) as postal_code_raw,
  cast(v.first_seen_at as timestamp) as first_seen_at,
  cast(v.last_seen_at as timestamp) as last_seen_at,
  cast(v.updated_at as timestamp) as updated_at,
  cast(v.deleted_at_source_at as timestamp) as deleted_at_source_at
from read as v
-- none or one each
left join standard_emails as e on e.raw = v.email
left join standard_mail_domains as d
  on d.domain = case when v.has_plain_email then replace_all(lower(v.email), '^.*@', '') end
left join role_mailboxes as m
  on m.local_part = case when v.has_plain_email then replace_all(lower(v.email), '([+].*)?@.*$', '') end
left join standard_phones as p on p.raw = v.phone and p.region = phone_region(v.phone, v.region)
left join standard_names as n on n.raw = v.full_name
left join standard_genders as g on g.raw = v.gender and g.letters = v.gender_letters
left join standard_birth_dates as b
  on b.raw = v.birth_date
  and b.said_in = v.birth_date_said_in
  and b.region = v.birth_date_region
  and b.date_order = v.birth_date_order
left join standard_companies as c on c.raw = v.company
order by record_id
