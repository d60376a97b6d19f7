-- What a source record says of who a customer is: the fields by which records are matched, and the company.
-- Grain: source record
-- Keys: record_id
-- Incremental: record_id; source_records: record_id
-- Published: no
-- Notes: apart from source_records because that changes with every event, and these hardly ever do.
select
  cast(record_id as bigint) as record_id,
  cast(full_name as varchar) as full_name,
  cast(given_name as varchar) as given_name,
  cast(family_name as varchar) as family_name,
  cast(gender as varchar) as gender,
  cast(birth_date as date) as birth_date,
  cast(email_key as varchar) as email,
  cast(phone_key as varchar) as phone,
  cast(nullif(concat_ws(' ', street, detail), '') as varchar) as street,
  cast(city as varchar) as city,
  cast(postal_code as varchar) as postal_code,
  cast(acquisition_channel as varchar) as acquisition_channel,
  cast(company as varchar) as company,
  cast(first_seen_at as timestamp) as first_seen_at
from source_records
order by record_id
