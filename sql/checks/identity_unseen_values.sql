-- Checks: identity_unseen_values
-- Severity: warn
-- Owner: data steward
-- Sentence: Names, towns and channels are those that the matcher was fitted to, for the most part; else type: clientele identity train.
select
  field,
  records,
  unseen_records
from identity_unseen_values
where unseen_records >= 20 and unseen_records > 0.05 * records
