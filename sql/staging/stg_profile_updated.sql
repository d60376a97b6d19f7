-- What a source said of a customer: one row per landed profile; text as it came, missing where it is blank.
-- Grain: event
-- Keys: landed_seq
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
  cast(coalesce(unless_blank(list_item(d.emails, 1)), unless_blank(list_item(d.emails, 2)), d.customer.email) as varchar) as email,
  cast(coalesce(unless_blank(list_item(d.phones, 1)), unless_blank(list_item(d.phones, 2)), d.customer.phone) as varchar) as phone,
  cast(unless_blank(d.name) as varchar) as full_name,
  cast(unless_blank(d.given_name) as varchar) as given_name,
  cast(unless_blank(d.family_name) as varchar) as family_name,
  cast(unless_blank(d.gender) as varchar) as gender,
  cast(unless_blank(d.birth_date) as varchar) as birth_date,
  cast(unless_blank(d.company) as varchar) as company,
  cast(unless_blank(d.job_title) as varchar) as job_title,
  cast(unless_blank(d.account_id) as varchar) as account_id,
  cast(unless_blank(d.account_owner) as varchar) as account_owner,
  cast(unless_blank(d.acquisition_channel) as varchar) as acquisition_channel,
  cast(unless_blank(d.address.country) as varchar) as country,
  cast(unless_blank(d.address.province) as varchar) as province,
  cast(unless_blank(d.address.city) as varchar) as city,
  cast(unless_blank(d.address.district) as varchar) as district,
  cast(unless_blank(d.address.street) as varchar) as street,
  cast(unless_blank(d.address.postal_code) as varchar) as postal_code
from parsed
order by landed_seq
