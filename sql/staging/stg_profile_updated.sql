-- What a source said of a customer: one row per landed profile, typed; text as it came.
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
  cast(coalesce(list_item(d.emails, 1), d.customer.email) as varchar) as email,
  cast(coalesce(list_item(d.phones, 1), d.customer.phone) as varchar) as phone,
  cast(d.name as varchar) as full_name,
  cast(d.given_name as varchar) as given_name,
  cast(d.family_name as varchar) as family_name,
  cast(d.gender as varchar) as gender,
  try_cast(d.birth_date as date) as birth_date,
  cast(d.company as varchar) as company,
  cast(d.job_title as varchar) as job_title,
  cast(d.account_id as varchar) as account_id,
  cast(d.account_owner as varchar) as account_owner,
  cast(d.acquisition_channel as varchar) as acquisition_channel,
  cast(d.address.country as varchar) as country,
  cast(d.address.province as varchar) as province,
  cast(d.address.city as varchar) as city,
  cast(d.address.district as varchar) as district,
  cast(d.address.street as varchar) as street,
  cast(d.address.postal_code as varchar) as postal_code
from parsed
order by landed_seq
