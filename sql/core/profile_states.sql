-- What a source record says after each of its profiles, where it has several: what a profile leaves out is as those before it say.
-- Grain: profile of a source record that has several
-- Keys: record_key, landed_seq
-- Incremental: record_key; stg_profile_updated: record_key
-- Published: no
-- Notes: as it came, empty where a profile cleared it. A full name begins the name anew: parts count from it on, and take its place where a later profile gives
--   them and both are known. What begins as the other does is the same (深圳 and 深圳市). Another country, province or city begins the address below it anew, another district the street,
--   and another street the postal code. A province and a city go with each other, unless one was said since the other, as
--   where they come in two profiles. The last state has no to_at.
with
  versions as (
    select
      *,
      event_order(occurred_at, landed_seq) as version_order
    from stg_profile_updated
    where record_key is not null
  ),
  repeated as (
    select record_key
    from versions
    group by record_key
    having count(*) > 1
  ),
  -- what was said by then, and when it was said
  in_turn as (
    select
      v.*,
      last_value(country ignore nulls) over earlier as country_before,
      last_value(province ignore nulls) over earlier as province_before,
      last_value(city ignore nulls) over earlier as city_before,
      last_value(district ignore nulls) over earlier as district_before,
      last_value(street ignore nulls) over earlier as street_before,
      max(case when province is not null then version_order end) over earlier as province_before_order,
      max(case when city is not null then version_order end) over earlier as city_before_order
    from versions as v
    semi join repeated using (record_key)
    window earlier as (
      partition by record_key
      order by version_order asc nulls last
      rows between unbounded preceding and 1 preceding
    )
  ),
  compared as (
    select
      *,
      -- of a code and a name nothing says whether they are of one country
      coalesce(
        matches(country, '^[A-Za-z]{2}$') and matches(country_before, '^[A-Za-z]{2}$') and is_another(country, country_before),
        false
      ) as is_other_country,
      is_another(province, province_before) as is_other_province,
      is_another(city, city_before) as is_other_city,
      is_another(district, district_before) as is_other_district,
      is_another(street, street_before) as is_other_street,
      coalesce(city_before_order > province_before_order, false) as is_city_newer,
      coalesce(province_before_order > city_before_order, false) as is_province_newer
    from in_turn
  ),
  begun as (
    select
      *,
      is_other_country or (is_other_province and not is_city_newer) or (is_other_city and not is_province_newer) as is_other_area,
      is_other_country or (is_other_province and not is_city_newer) or is_other_city as is_other_town
    from compared
  ),
  carried as (
    select
      record_key,
      landed_seq,
      occurred_at as from_at,
      lead(occurred_at) over (partition by record_key order by version_order asc nulls last) as to_at,
      last_value(email ignore nulls) over so_far as email,
      last_value(phone ignore nulls) over so_far as phone,
      last_value(full_name ignore nulls) over so_far as full_name,
      last_value(given_name ignore nulls) over so_far as given_name,
      last_value(family_name ignore nulls) over so_far as family_name,
      last_value(gender ignore nulls) over so_far as gender,
      last_value(birth_date ignore nulls) over so_far as birth_date,
      last_value(company ignore nulls) over so_far as company,
      last_value(job_title ignore nulls) over so_far as job_title,
      last_value(account_id ignore nulls) over so_far as account_id,
      last_value(account_owner ignore nulls) over so_far as account_owner,
      last_value(acquisition_channel ignore nulls) over so_far as acquisition_channel,
      last_value(country ignore nulls) over so_far as country,
      last_value(province ignore nulls) over so_far as province,
      last_value(city ignore nulls) over so_far as city,
      last_value(district ignore nulls) over so_far as district,
      last_value(street ignore nulls) over so_far as street,
      last_value(postal_code ignore nulls) over so_far as postal_code,
      -- when each part was said, and since when what is said of it counts
      max(case when given_name is not null then version_order end) over so_far as given_name_order,
      max(case when family_name is not null then version_order end) over so_far as family_name_order,
      max(case when province is not null then version_order end) over so_far as province_order,
      max(case when city is not null then version_order end) over so_far as city_order,
      max(case when district is not null then version_order end) over so_far as district_order,
      max(case when street is not null then version_order end) over so_far as street_order,
      max(case when postal_code is not null then version_order end) over so_far as postal_code_order,
      max(case when full_name is not null then version_order end) over so_far as name_begun,
      max(case when is_other_area then version_order end) over so_far as area_begun,
      max(case when is_other_town then version_order end) over so_far as town_begun,
      max(case when is_other_town or is_other_district then version_order end) over so_far as district_begun,
      max(case when is_other_town or is_other_district or is_other_street then version_order end) over so_far as street_begun
    from begun
    window so_far as (
      partition by record_key
      order by version_order asc nulls last
      rows between unbounded preceding and current row
    )
  ),
  kept as (
    select
      *,
      case when coalesce(given_name_order >= name_begun, true) then given_name end as given_part,
      case when coalesce(family_name_order >= name_begun, true) then family_name end as family_part,
      coalesce(greatest(given_name_order, family_name_order) > name_begun, false) as has_later_part
    from carried
  )
-- one part alone, behind a full name without parts, does not say which of its words it stands for
select
  cast(record_key as varchar) as record_key,
  cast(landed_seq as bigint) as landed_seq,
  cast(from_at as timestamp) as from_at,
  cast(to_at as timestamp) as to_at,
  cast(email as varchar) as email,
  cast(phone as varchar) as phone,
  cast(case when not has_later_part or given_part || family_part is null then full_name end as varchar) as full_name,
  cast(case when not has_later_part or family_part is not null then given_part end as varchar) as given_name,
  cast(case when not has_later_part or given_part is not null then family_part end as varchar) as family_name,
  cast(gender as varchar) as gender,
  cast(birth_date as varchar) as birth_date,
  cast(company as varchar) as company,
  cast(job_title as varchar) as job_title,
  cast(account_id as varchar) as account_id,
  cast(account_owner as varchar) as account_owner,
  cast(acquisition_channel as varchar) as acquisition_channel,
  cast(country as varchar) as country,
  cast(case when coalesce(province_order >= area_begun, true) then province end as varchar) as province,
  cast(case when coalesce(city_order >= area_begun, true) then city end as varchar) as city,
  cast(case when coalesce(district_order >= town_begun, true) then district end as varchar) as district,
  cast(case when coalesce(street_order >= district_begun, true) then street end as varchar) as street,
  cast(case when coalesce(postal_code_order >= street_begun, true) then postal_code end as varchar) as postal_code
from kept
order by record_key, landed_seq
