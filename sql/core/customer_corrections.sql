-- What stewards' corrections put in place for a customer, all of them up to each time at which one was made.
-- Grain: customer × time of a correction
-- Keys: customer_id, from_at
-- Incremental: customer_id; customer_identity: customer_id; field_corrections: record_key = customer_identity.record_key
-- Published: no
-- Notes: null where no steward said anything of the field, empty where one cleared it. The last word on a field counts. The
--   full name is made anew from its parts (is_recomposed) where one of them was corrected after it. Columns of fields that
--   are not personal come from open_value, which holds nothing else.
with
  corrections as (
    select
      i.customer_id,
      f.field,
      f.said_field,
      f.value,
      f.open_value,
      f.occurred_at,
      event_order(f.occurred_at, f.landed_seq) as correction_order
    from field_corrections as f
    join customer_identity as i on i.record_key = f.record_key
    where f.is_valid
  ),
  times as (
    select
      customer_id,
      occurred_at as from_at,
      lead(occurred_at) over (partition by customer_id order by occurred_at asc nulls last) as to_at
    from corrections
    group by customer_id, occurred_at
  )
select
  cast(t.customer_id as varchar) as customer_id,
  cast(t.from_at as timestamp) as from_at,
  cast(min(t.to_at) as timestamp) as to_at,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'full_name') as varchar) as full_name,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'given_name') as varchar) as given_name,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'family_name') as varchar) as family_name,
  cast(
    coalesce(max(c.correction_order) filter (where c.said_field in ('given_name', 'family_name')), 0)
      > coalesce(max(c.correction_order) filter (where c.said_field = 'full_name'), 0) as boolean
  ) as is_recomposed,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'email') as varchar) as email,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'phone') as varchar) as phone,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'gender') as varchar) as gender,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'birth_date') as varchar) as birth_date,
  cast(max_by(c.open_value, c.correction_order) filter (where c.field = 'company') as varchar) as company,
  cast(max_by(c.open_value, c.correction_order) filter (where c.field = 'job_title') as varchar) as job_title,
  cast(max_by(c.open_value, c.correction_order) filter (where c.field = 'account_id') as varchar) as account_id,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'account_owner') as varchar) as account_owner,
  cast(max_by(c.open_value, c.correction_order) filter (where c.field = 'country') as varchar) as country,
  cast(max_by(c.open_value, c.correction_order) filter (where c.field = 'province') as varchar) as province,
  cast(max_by(c.open_value, c.correction_order) filter (where c.field = 'city') as varchar) as city,
  cast(max_by(c.open_value, c.correction_order) filter (where c.field = 'district') as varchar) as district,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'street') as varchar) as street,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'detail') as varchar) as detail,
  cast(max_by(c.value, c.correction_order) filter (where c.field = 'postal_code') as varchar) as postal_code,
  cast(
    max_by(c.open_value, c.correction_order) filter (where c.field = 'acquisition_channel') as varchar
  ) as acquisition_channel
from times as t
join corrections as c on c.customer_id = t.customer_id and c.occurred_at <= t.from_at
group by t.customer_id, t.from_at
order by customer_id, from_at
