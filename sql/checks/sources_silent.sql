-- Checks: data_quality
-- Severity: warn
-- Owner: data engineering
-- Sentence: No source that sent events on most days of its last four weeks has fallen silent within the last quarter.
-- Notes: silent is what the rule recent_events says; a source that sends now and then, or ended long ago, may be silent.
with
  last_days as (
    select
      q.source,
      max(q.quality_date) as last_event_date
    from data_quality as q
    cross join as_of as a
    where q.rule = 'event_once' and q.quality_date <= a.as_of_date
    group by q.source
  )
select
  l.source,
  l.last_event_date,
  count(*) as days_with_events
from last_days as l
-- one row per source: the rule looks at each as a whole
inner join data_quality as s on s.source = l.source and s.rule = 'recent_events' and s.rows_failed > 0
-- a row per day of the source's last four weeks
inner join data_quality as q
  on q.source = l.source
  and q.rule = 'event_once'
  and q.quality_date > add_days(l.last_event_date, -28)
  and q.quality_date <= l.last_event_date
cross join as_of as a
where l.last_event_date > add_days(a.as_of_date, -92)
group by l.source, l.last_event_date
having count(*) > 14
