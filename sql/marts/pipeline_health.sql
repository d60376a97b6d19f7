-- What came in at each stage, what went on, and how fresh it is.
-- Grain: stage × topic, file or source
-- Keys: stage, source_or_topic
-- Notes: landing: messages read = landed + dead, those left out that came while the build was under way; files: rows
--   read = rows in events + rejected (dead) + repeated (duplicate); staging: events landed = staged + duplicates, by
--   source. freshness_hours is from the last event to the end of the as-of date, 0 where it is later; of sources the last
--   event up to that date counts, so that one with a time to come does not make a silent source look fresh.
with
  topics as (
    select
      'landing' as stage,
      topic as source_or_topic,
      sum(read_count - later_events) as rows_in,
      sum(events) as rows_landed,
      sum(dead_letters) as rows_dead,
      0 as rows_duplicate,
      max(last_at) as last_event_at
    from landing_counts
    group by topic
  ),
  files as (
    select
      'files' as stage,
      name as source_or_topic,
      sum(rows_read) as rows_in,
      sum(rows_in_events) as rows_landed,
      sum(rows_rejected) as rows_dead,
      sum(rows_repeated) as rows_duplicate,
      max(landed_at) as last_event_at
    from landing_imports
    group by name
  ),
  duplicates as (
    select
      source,
      count(*) as rows_duplicate
    from duplicate_events
    group by source
  ),
  accepted as (
    select
      e.source,
      count(*) as events,
      max(e.occurred_at) filter (where e.occurred_at < a.as_of_end_at) as last_event_at
    from stg_events as e
    cross join as_of as a
    group by e.source
  ),
  stages as (
    select * from topics
    union all
    select * from files
    union all
    select
      'staging' as stage,
      e.source as source_or_topic,
      e.events + coalesce(d.rows_duplicate, 0) as rows_in,
      e.events as rows_landed,
      0 as rows_dead,
      coalesce(d.rows_duplicate, 0) as rows_duplicate,
      e.last_event_at
    from accepted as e
    left join duplicates as d on d.source = e.source
  )
select
  cast(s.stage as varchar) as stage,
  cast(s.source_or_topic as varchar) as source_or_topic,
  cast(s.rows_in as bigint) as rows_in,
  cast(s.rows_landed as bigint) as rows_landed,
  cast(s.rows_dead as bigint) as rows_dead,
  cast(s.rows_duplicate as bigint) as rows_duplicate,
  cast(s.last_event_at as timestamp) as last_event_at,
  cast(case when s.last_event_at is not null then greatest(seconds_between(s.last_event_at, a.as_of_end_at), 0.0) / 3600.0 end as double) as freshness_hours
from stages as s
cross join as_of as a
order by s.stage, s.source_or_topic
