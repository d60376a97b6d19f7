-- Checks: landing_counts
-- Severity: error
-- Owner: data engineering
-- Sentence: Every event read from a topic or file either landed or is a dead letter.
-- Notes: later_events landed while the build was under way, or after the landing sequence that it reads to.
select
  topic,
  partition,
  read_count,
  events,
  later_events,
  dead_letters
from landing_counts
where read_count <> events + later_events + dead_letters
