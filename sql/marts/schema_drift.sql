-- What sources send that no contract knows: fields inside events, which are kept, and types of events, which are refused.
-- Grain: event type × topic or source × unknown field
-- Keys: event_type, source_or_topic, field
-- Notes: of the first 20 thousand events landed all are looked at, of later ones each fiftieth; events_with_field counts
--   among events_examined. The field of an unknown type is empty, and a key that is no plain name is shown as *.
with
  examined as (
    select
      type,
      source,
      events
    from landing_drift
    where field = ''
  ),
  fields as (
    select
      d.type as event_type,
      d.source as source_or_topic,
      d.field,
      d.events as events_with_field,
      x.events as events_examined,
      d.first_at as first_event_at,
      d.last_at as last_event_at
    from landing_drift as d
    inner join examined as x on x.type = d.type and x.source = d.source
    where d.field <> ''
  ),
  types as (
    select
      coalesce(event_type, '') as event_type,
      topic as source_or_topic,
      '' as field,
      count(*) as events_with_field,
      count(*) as events_examined,
      cast(null as timestamp) as first_event_at,
      cast(null as timestamp) as last_event_at
    from landing_dead_letters
    where code = 'unknown-type'
    group by coalesce(event_type, ''), topic
  ),
  drift as (
    select * from fields
    union all
    select * from types
  )
select
  cast(event_type as varchar) as event_type,
  cast(source_or_topic as varchar) as source_or_topic,
  cast(field as varchar) as field,
  cast(events_with_field as bigint) as events_with_field,
  cast(events_examined as bigint) as events_examined,
  cast(first_event_at as timestamp) as first_event_at,
  cast(last_event_at as timestamp) as last_event_at
from drift
order by event_type, source_or_topic, field
