-- What a source said of a customer: one row per landed profile; text as it came, missing where it is blank.
-- Grain: event
-- Keys: landed_seq
-- Notes: empty, and not missing, where the profile says that its source has emptied the field. A given or family name that is nothing
--   (N/A, None, 未知) is missing too.
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      profile_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'profile.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(
    record_key(
      source,
      d.customer.customer_ref,
      d.customer.loyalty_id,
      email_key(d.customer.email),
      phone_key(d.customer.phone),
      d.customer.anonymous_id
    ) as varchar
  ) as record_key,
  cast(
    text_or_cleared(
      coalesce(unless_blank(list_item(d.emails, 1)), unless_blank(list_item(d.emails, 2)), d.customer.email),
      d.cleared,
      'emails'
    ) as varchar
  ) as email,
  cast(
    text_or_cleared(
      coalesce(unless_blank(list_item(d.phones, 1)), unless_blank(list_item(d.phones, 2)), d.customer.phone),
      d.cleared,
      'phones'
    ) as varchar
  ) as phone,
  cast(text_or_cleared(d.name, d.cleared, 'name') as varchar) as full_name,
  cast(text_or_cleared(unless_no_name(d.given_name), d.cleared, 'given_name') as varchar) as given_name,
  cast(text_or_cleared(unless_no_name(d.family_name), d.cleared, 'family_name') as varchar) as family_name,
  cast(text_or_cleared(d.gender, d.cleared, 'gender') as varchar) as gender,
  cast(text_or_cleared(d.birth_date, d.cleared, 'birth_date') as varchar) as birth_date,
  cast(text_or_cleared(d.company, d.cleared, 'company') as varchar) as company,
  cast(text_or_cleared(d.job_title, d.cleared, 'job_title') as varchar) as job_title,
  cast(text_or_cleared(d.account_id, d.cleared, 'account_id') as varchar) as account_id,
  cast(text_or_cleared(d.account_owner, d.cleared, 'account_owner') as varchar) as account_owner,
  cast(text_or_cleared(d.acquisition_channel, d.cleared, 'acquisition_channel') as varchar) as acquisition_channel,
  cast(text_or_cleared(d.address.country, d.cleared, 'address.country') as varchar) as country,
  cast(text_or_cleared(d.address.province, d.cleared, 'address.province') as varchar) as province,
  cast(text_or_cleared(d.address.city, d.cleared, 'address.city') as varchar) as city,
  cast(text_or_cleared(d.address.district, d.cleared, 'address.district') as varchar) as district,
  cast(text_or_cleared(d.address.street, d.cleared, 'address.street') as varchar) as street,
  cast(text_or_cleared(d.address.postal_code, d.cleared, 'address.postal_code') as varchar) as postal_code
from parsed
order by landed_seq
