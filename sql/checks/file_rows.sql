-- Checks: landing_imports
-- Severity: error
-- Owner: data engineering
-- Sentence: Every row of an imported file is in an event, rejected with a reason, or a repeat.
select
  import_id,
  name,
  rows_read,
  rows_in_events,
  rows_rejected,
  rows_repeated
from landing_imports
where rows_read <> rows_in_events + rows_rejected + rows_repeated
