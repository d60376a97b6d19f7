-- Checks: stg_field_corrected
-- Severity: warn
-- Owner: data steward
-- Sentence: A steward's correction names a known customer and a field that corrections reach.
select
  f.landed_seq,
  f.field,
  i.customer_id
from stg_field_corrected as f
left join customer_identity as i on i.record_key = f.record_key
where i.customer_id is null
  or f.value is null
  or f.field not in (
    'name',
    'full_name',
    'given_name',
    'family_name',
    'email',
    'phone',
    'gender',
    'birth_date',
    'account_owner',
    'street',
    'postal_code'
  )
