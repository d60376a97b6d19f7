-- Checks: landing_counts
-- Severity: error
-- Owner: data engineering
-- Sentence: Every event read from a topic or file either landed or is a dead letter.
select
  topic,
  partition,
  read_count,
  events,
  dead_letters
from landing_counts
where read_count <> events + dead_letters
