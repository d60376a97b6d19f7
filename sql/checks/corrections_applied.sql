-- Checks: field_corrections
-- Severity: warn
-- Owner: data steward
-- Sentence: A steward's correction names a known customer and a known field, and gives it a valid value.
select
  f.landed_seq,
  f.field,
  f.refused,
  i.customer_id
from field_corrections as f
left join customer_identity as i on i.record_key = f.record_key
where i.customer_id is null or not f.is_valid
