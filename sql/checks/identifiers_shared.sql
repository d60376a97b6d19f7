-- Checks: shared_identifiers
-- Severity: warn
-- Owner: data steward
-- Sentence: No e-mail address, phone or loyalty id is held by so many source records that it says nothing about who they are.
select
  kind,
  records,
  first_record_id
from shared_identifiers
