-- Checks: tickets
-- Severity: error
-- Owner: data engineering
-- Sentence: A ticket is open, pending, answered, reopened, closed or resolved, and a resolved one has a time.
select
  ticket_key,
  status,
  resolved_at
from tickets
where status not in ('open', 'pending', 'answered', 'reopened', 'closed', 'resolved')
  or (status in ('resolved', 'closed')) <> (resolved_at is not null)
