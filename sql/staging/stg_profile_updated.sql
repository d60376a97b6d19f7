-- What a source said of a customer: one row per landed profile; text as it came, missing where it is blank.
-- Grain: event
-- Keys: landed_seq
-- Notes: empty, and not missing, where the profile says that its source has emptied the field.
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
    coalesce(
      unless_blank(list_item(d.emails, 1)),
      unless_blank(list_item(d.emails, 2)),
      d.customer.email,
      case when array_contains(d.cleared, 'emails') then '' end
    ) as varchar
  ) as email,
  cast(
    coalesce(
      unless_blank(list_item(d.phones, 1)),
      unless_blank(list_item(d.phones, 2)),
      d.customer.phone,
      case when array_contains(d.cleared, 'phones') then '' end
    ) as varchar
  ) as phone,
  cast(coalesce(unless_blank(d.name), case when array_contains(d.cleared, 'name') then '' end) as varchar) as full_name,
  cast(coalesce(unless_blank(d.given_name), case when array_contains(d.cleared, 'given_name') then '' end) as varchar) as given_name,
  cast(coalesce(unless_blank(d.family_name), case when array_contains(d.cleared, 'family_name') then '' end) as varchar) as family_name,
  cast(coalesce(unless_blank(d.gender), case when array_contains(d.cleared, 'gender') then '' end) as varchar) as gender,
  cast(coalesce(unless_blank(d.birth_date), case when array_contains(d.cleared, 'birth_date') then '' end) as varchar) as birth_date,
  cast(coalesce(unless_blank(d.company), case when array_contains(d.cleared, 'company') then '' end) as varchar) as company,
  cast(coalesce(unless_blank(d.job_title), case when array_contains(d.cleared, 'job_title') then '' end) as varchar) as job_title,
  cast(coalesce(unless_blank(d.account_id), case when array_contains(d.cleared, 'account_id') then '' end) as varchar) as account_id,
  cast(coalesce(unless_blank(d.account_owner), case when array_contains(d.cleared, 'account_owner') then '' end) as varchar) as account_owner,
  cast(coalesce(unless_blank(d.acquisition_channel), case when array_contains(d.cleared, 'acquisition_channel') then '' end) as varchar) as acquisition_channel,
  cast(coalesce(unless_blank(d.address.country), case when array_contains(d.cleared, 'address.country') then '' end) as varchar) as country,
  cast(coalesce(unless_blank(d.address.province), case when array_contains(d.cleared, 'address.province') then '' end) as varchar) as province,
  cast(coalesce(unless_blank(d.address.city), case when array_contains(d.cleared, 'address.city') then '' end) as varchar) as city,
  cast(coalesce(unless_blank(d.address.district), case when array_contains(d.cleared, 'address.district') then '' end) as varchar) as district,
  cast(coalesce(unless_blank(d.address.street), case when array_contains(d.cleared, 'address.street') then '' end) as varchar) as street,
  cast(coalesce(unless_blank(d.address.postal_code), case when array_contains(d.cleared, 'address.postal_code') then '' end) as varchar) as postal_code
from parsed
order by landed_seq
