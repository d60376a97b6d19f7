-- Checks: stg_events
-- Severity: error
-- Owner: data engineering
-- Sentence: Every landed event is staged once or counted as a duplicate.
with
  landed as (select cast(coalesce(sum(events), 0) as bigint) as events from landing_counts),
  staged as (select count(*) as events from stg_events),
  repeated as (select count(*) as events from duplicate_events)
select
  l.events as landed,
  s.events as staged,
  r.events as duplicates
from landed as l
cross join staged as s
cross join repeated as r
where l.events <> s.events + r.events
