-- Checks: duplicate_events
-- Severity: warn
-- Owner: data engineering
-- Sentence: An event that arrives again says the same as the first time.
select
  source,
  type,
  count(*) as events
from duplicate_events
where is_conflict
group by source, type
