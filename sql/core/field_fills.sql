-- The values that fill a field where no record of a customer gives a valid one, as the configuration says.
-- Grain: one row
-- Keys: fill_id
-- Published: no
-- Notes: the policy `fill` of identity.missing names a value, the most common valid value of all records (of equally common
--   ones the first in order), or the median of valid birth dates. A field that is not filled is null. The rule `account` is
--   a flag here, as each customer's account fills with its own value. open_value holds the values that are not personal.
with
  said as (
    select 'gender' as field, gender as value, cast(null as varchar) as open_value
    from source_records
    where gender is not null
    union all
    select 'birth_date', cast(birth_date as varchar), null
    from source_records
    where birth_date_valid
    union all
    select 'account_owner', account_owner, null
    from source_records
    where account_owner is not null
    union all
    select 'job_title', null, job_title
    from source_records
    where job_title is not null
    union all
    select 'acquisition_channel', null, acquisition_channel
    from source_records
    where acquisition_channel is not null
  ),
  counted as (
    select s.field, m.fill_with, s.value, s.open_value, count(*) as records
    from said as s
    join missing_rules as m on m.field = s.field and m.fill_with in ('most-common', 'median')
    group by s.field, m.fill_with, s.value, s.open_value
  ),
  ranked as (
    select
      *,
      row_number() over (
        partition by field
        order by records desc nulls last, value asc nulls last, open_value asc nulls last
      ) as place,
      sum(records) over (
        partition by field
        order by value asc nulls last, open_value asc nulls last
        rows between unbounded preceding and current row
      ) as records_so_far,
      sum(records) over (partition by field) as all_records
    from counted
  ),
  found as (
    -- the median of an even number is the lower of the two in the middle
    select field, value, open_value
    from ranked
    where (fill_with = 'most-common' and place = 1)
      or (
        fill_with = 'median'
        and records_so_far * 2 >= all_records
        and (records_so_far - records) * 2 < all_records
      )
    union all
    select field, fill_value as value, fill_value as open_value
    from missing_rules
    where policy = 'fill' and fill_value <> ''
  )
select
  cast(1 as integer) as fill_id,
  cast(max(value) filter (where field = 'gender') as varchar) as gender,
  cast(max(try_cast(value as date)) filter (where field = 'birth_date') as date) as birth_date,
  cast(max(open_value) filter (where field = 'company') as varchar) as company,
  cast(max(open_value) filter (where field = 'job_title') as varchar) as job_title,
  cast(max(value) filter (where field = 'account_owner') as varchar) as account_owner,
  cast(max(open_value) filter (where field = 'acquisition_channel') as varchar) as acquisition_channel,
  cast(
    (select count(*) from missing_rules where field = 'company' and fill_with = 'account') > 0 as boolean
  ) as is_company_of_account,
  cast(
    (select count(*) from missing_rules where field = 'account_owner' and fill_with = 'account') > 0 as boolean
  ) as is_owner_of_account
from found
order by fill_id
