-- Contact fields, company and owner of a customer as they were at any time (type 2).
-- Grain: customer × interval of validity
-- Keys: customer_id, valid_from_at
-- Incremental: customer_id
-- Notes: by event time, from profile versions and corrections; which records are the customer's is as known today. Until
--   something else is said a value holds; addresses change as a whole. A steward's correction of a personal field holds against
--   every source from when it was made. valid_to_at is null for what holds now; intervals have no gaps and do not overlap.
with
  said as (
    select
      i.customer_id,
      p.occurred_at,
      '0' || lpad(cast(event_order(p.occurred_at, p.landed_seq) as varchar), 28, '0') as order_key,
      event_order(p.occurred_at, p.landed_seq) as version_order,
      clean_text(coalesce(
        p.full_name,
        case
          when matches(p.family_name || p.given_name, '^[\x{4E00}-\x{9FFF}]+$') then p.family_name || p.given_name
          else nullif(concat_ws(' ', p.given_name, p.family_name), '')
        end
      )) as full_name,
      nullif(trim(p.email), '') as email,
      nullif(trim(p.phone), '') as phone,
      nullif(trim(p.company), '') as company,
      nullif(trim(p.job_title), '') as job_title,
      p.account_id,
      nullif(trim(p.account_owner), '') as account_owner,
      coalesce(p.country, p.province, p.city, p.district, p.street, p.postal_code) is not null as has_address,
      nullif(trim(p.country), '') as country,
      nullif(trim(p.province), '') as province,
      nullif(trim(p.city), '') as city,
      nullif(trim(p.district), '') as district,
      nullif(trim(p.street), '') as street,
      nullif(trim(p.postal_code), '') as postal_code
    from stg_profile_updated as p
    join customer_identity as i on i.record_key = p.record_key
    union all
    select
      i.customer_id,
      f.occurred_at,
      '1' || lpad(cast(event_order(f.occurred_at, f.landed_seq) as varchar), 28, '0'),
      event_order(f.occurred_at, f.landed_seq),
      case when f.field in ('name', 'full_name') then nullif(trim(f.value), '') end,
      case when f.field = 'email' then nullif(trim(f.value), '') end,
      case when f.field = 'phone' then nullif(trim(f.value), '') end,
      null,
      null,
      null,
      case when f.field = 'account_owner' then nullif(trim(f.value), '') end,
      false,
      null,
      null,
      null,
      null,
      case when f.field = 'street' then nullif(trim(f.value), '') end,
      case when f.field = 'postal_code' then nullif(trim(f.value), '') end
    from stg_field_corrected as f
    join customer_identity as i on i.record_key = f.record_key
  ),
  -- the last word so far: of each field the greatest order of what was said of it, with the text behind it
  carried as (
    select
      customer_id,
      occurred_at,
      version_order,
      max(case when full_name is not null then order_key || coalesce(full_name, '') end) over so_far as full_name,
      max(case when email is not null then order_key || coalesce(email, '') end) over so_far as email,
      max(case when phone is not null then order_key || coalesce(phone, '') end) over so_far as phone,
      max(case when company is not null then order_key || coalesce(company, '') end) over so_far as company,
      max(case when job_title is not null then order_key || coalesce(job_title, '') end) over so_far as job_title,
      max(case when account_id is not null then order_key || coalesce(account_id, '') end) over so_far as account_id,
      max(case when account_owner is not null then order_key || coalesce(account_owner, '') end) over so_far as account_owner,
      max(case when has_address then order_key || coalesce(country, '') end) over so_far as country,
      max(case when has_address then order_key || coalesce(province, '') end) over so_far as province,
      max(case when has_address then order_key || coalesce(city, '') end) over so_far as city,
      max(case when has_address then order_key || coalesce(district, '') end) over so_far as district,
      max(case when has_address or street is not null then order_key || coalesce(street, '') end) over so_far as street,
      max(case when has_address or postal_code is not null then order_key || coalesce(postal_code, '') end) over so_far as postal_code
    from said
    window so_far as (
      partition by customer_id
      order by version_order asc nulls last
      rows between unbounded preceding and current row
    )
  ),
  states as (
    select
      customer_id,
      occurred_at,
      version_order,
      nullif(substr(full_name, 30), '') as full_name,
      nullif(substr(email, 30), '') as email,
      nullif(substr(phone, 30), '') as phone,
      nullif(substr(company, 30), '') as company,
      nullif(substr(job_title, 30), '') as job_title,
      nullif(substr(account_id, 30), '') as account_id,
      nullif(substr(account_owner, 30), '') as account_owner,
      nullif(substr(country, 30), '') as country,
      nullif(substr(province, 30), '') as province,
      nullif(substr(city, 30), '') as city,
      nullif(substr(district, 30), '') as district,
      nullif(substr(street, 30), '') as street,
      nullif(substr(postal_code, 30), '') as postal_code
    from carried
  ),
  -- of several versions at one instant the last counts
  instants as (
    select
      *,
      row_number() over (partition by customer_id, occurred_at order by version_order desc nulls last) as place
    from states
  ),
  compared as (
    select
      *,
      coalesce(full_name, '') || '|' || coalesce(email, '') || '|' || coalesce(phone, '') || '|' || coalesce(company, '') || '|' || coalesce(job_title, '') || '|' || coalesce(account_id, '') || '|' || coalesce(account_owner, '') || '|' || coalesce(country, '') || '|' || coalesce(province, '') || '|' || coalesce(city, '') || '|' || coalesce(district, '') || '|' || coalesce(street, '') || '|' || coalesce(postal_code, '') as state,
      lag(coalesce(full_name, '') || '|' || coalesce(email, '') || '|' || coalesce(phone, '') || '|' || coalesce(company, '') || '|' || coalesce(job_title, '') || '|' || coalesce(account_id, '') || '|' || coalesce(account_owner, '') || '|' || coalesce(country, '') || '|' || coalesce(province, '') || '|' || coalesce(city, '') || '|' || coalesce(district, '') || '|' || coalesce(street, '') || '|' || coalesce(postal_code, '')) over (partition by customer_id order by occurred_at asc nulls last) as state_before
    from instants
    where place = 1
  ),
  final as (
    select
      *,
      lead(occurred_at) over (partition by customer_id order by occurred_at asc nulls last) as valid_to_at
    from compared
    where state_before is null or state <> state_before
  )
select
  cast(customer_id as varchar) as customer_id,
  cast(occurred_at as timestamp) as valid_from_at,
  cast(valid_to_at as timestamp) as valid_to_at,
  cast(valid_to_at is null as boolean) as is_current,
  cast(full_name as varchar) as full_name,
  cast(email as varchar) as email,
  cast(phone as varchar) as phone,
  cast(company as varchar) as company,
  cast(job_title as varchar) as job_title,
  cast(account_id as varchar) as account_id,
  cast(account_owner as varchar) as account_owner,
  cast(country as varchar) as country,
  cast(province as varchar) as province,
  cast(city as varchar) as city,
  cast(district as varchar) as district,
  cast(street as varchar) as street,
  cast(postal_code as varchar) as postal_code
from final
order by customer_id, valid_from_at
