-- Checks: identity_decisions
-- Severity: warn
-- Owner: data steward
-- Sentence: A steward's decision is about source records that there are; else undo it (clientele identity undo) or make it again.
select
  d.decision_id,
  d.kind,
  d.left_record_id,
  d.right_record_id
from steward_decisions as d
anti join identity_decisions as i on i.place = d.place
