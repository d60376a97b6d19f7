-- What a source record says of who a customer is: the fields by which records are matched, and the company.
-- Grain: source record
-- Keys: record_id
-- Incremental: record_id
-- Notes: apart from source_records because that changes with every event, and these hardly ever do. A record that says
--   no street is known by where its orders are delivered, unless that is in another town than it says; is_delivery_address
--   says so. The country is that of the address, else of the deliveries, the phone or the currency; countries of one
--   calling code are one, since numbers tell no more.
with
  told as (
    select
      r.*,
      nullif(concat_ws(' ', r.street, r.detail), '') as own_street,
      nullif(concat_ws(' ', a.street, a.detail), '') as delivery_street,
      a.city as delivery_city,
      a.postal_code as delivery_postal_code,
      coalesce(
        r.country,
        a.country,
        case when r.phone_valid then r.phone_country end,
        currency_country(p.currency)
      ) as told_country,
      r.street is null
      and r.detail is null
      and a.city is not null
      and (r.city is null or r.city = a.city) as is_delivery_address
    from source_records as r
    -- none or one each
    left join record_purchases as p on p.record_key = r.record_key
    left join standard_addresses as a on a.address_key = p.address_key
  )
select
  cast(record_id as bigint) as record_id,
  cast(full_name as varchar) as full_name,
  cast(given_name as varchar) as given_name,
  cast(family_name as varchar) as family_name,
  cast(gender as varchar) as gender,
  cast(birth_date as date) as birth_date,
  cast(email_key as varchar) as email,
  cast(phone_key as varchar) as phone,
  cast(case when is_delivery_address then delivery_street else own_street end as varchar) as street,
  cast(case when is_delivery_address then delivery_city else city end as varchar) as city,
  cast(
    case when is_delivery_address then coalesce(postal_code, delivery_postal_code) else postal_code end as varchar
  ) as postal_code,
  cast(calling_country(told_country) as varchar) as country,
  cast(is_delivery_address as boolean) as is_delivery_address,
  cast(acquisition_channel as varchar) as acquisition_channel,
  cast(company as varchar) as company,
  cast(first_seen_at as timestamp) as first_seen_at
from told
order by record_id
