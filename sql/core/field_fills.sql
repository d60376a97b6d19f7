-- What fields are filled with where no record of a customer gives them, as the configuration says.
-- Grain: one row
-- Keys: fill_id
-- Published: no
-- Notes: by the policy `fill` of identity.missing: a value given, the most common one of all records (of equally common ones
--   the first in order), or the median birth date. Null where a field is not filled.
with
  rules as (
    select
      max(fill_value) filter (where field = 'gender' and policy = 'fill' and fill_value <> '') as gender_value,
      count(*) filter (where field = 'gender' and fill_with = 'most-common') as gender_common,
      max(fill_value) filter (where field = 'birth_date' and policy = 'fill' and fill_value <> '') as birth_date_value,
      count(*) filter (where field = 'birth_date' and fill_with = 'median') as birth_date_median,
      count(*) filter (where field = 'birth_date' and fill_with = 'most-common') as birth_date_common,
      max(fill_value) filter (where field = 'account_owner' and policy = 'fill' and fill_value <> '') as account_owner_value,
      count(*) filter (where field = 'account_owner' and fill_with = 'most-common') as account_owner_common,
      max(fill_value) filter (where field = 'acquisition_channel' and policy = 'fill' and fill_value <> '') as channel_value,
      count(*) filter (where field = 'acquisition_channel' and fill_with = 'most-common') as channel_common
    from missing_rules
  ),
  genders as (
    select r.gender, row_number() over (order by count(*) desc nulls last, r.gender nulls last) as place
    from source_records as r
    where r.gender is not null and (select gender_common from rules) > 0
    group by r.gender
  ),
  birth_dates as (
    select r.birth_date, row_number() over (order by count(*) desc nulls last, r.birth_date nulls last) as place
    from source_records as r
    where r.birth_date is not null and (select birth_date_common from rules) > 0
    group by r.birth_date
  ),
  ages as (
    select
      r.birth_date,
      row_number() over (order by r.birth_date nulls last, r.record_id nulls last) as place,
      count(*) over () as records
    from source_records as r
    where r.birth_date is not null and (select birth_date_median from rules) > 0
  ),
  owners as (
    select r.account_owner, row_number() over (order by count(*) desc nulls last, r.account_owner nulls last) as place
    from source_records as r
    where r.account_owner is not null and (select account_owner_common from rules) > 0
    group by r.account_owner
  ),
  channels as (
    select
      r.acquisition_channel,
      row_number() over (order by count(*) desc nulls last, r.acquisition_channel nulls last) as place
    from source_records as r
    where r.acquisition_channel is not null and (select channel_common from rules) > 0
    group by r.acquisition_channel
  )
select
  cast(1 as integer) as fill_id,
  cast(coalesce(rules.gender_value, g.gender) as varchar) as gender,
  cast(coalesce(try_cast(rules.birth_date_value as date), a.birth_date, b.birth_date) as date) as birth_date,
  cast(coalesce(rules.account_owner_value, o.account_owner) as varchar) as account_owner,
  cast(coalesce(rules.channel_value, c.acquisition_channel) as varchar) as acquisition_channel
from rules
-- at most one row each
left join genders as g on g.place = 1
left join birth_dates as b on b.place = 1
left join ages as a on a.place * 2 = a.records or a.place * 2 = a.records + 1
left join owners as o on o.place = 1
left join channels as c on c.place = 1
order by fill_id
