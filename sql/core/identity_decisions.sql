-- Stewards' decisions in force about two source records: merge, split, or keep (no second look).
-- Grain: decision
-- Keys: place
-- Published: no
-- Notes: place is the order in which they were made. A decision is about two records by their keys: numbers are those of
--   landing, and others where everything lands anew. One that an earlier version recorded has numbers alone. Decisions about a
--   record that there is not are left out.
with
  ends as (
    select place, 'left' as side, left_record_id as record_id, left_record_key as record_key
    from steward_decisions
    union all
    select place, 'right' as side, right_record_id as record_id, right_record_key as record_key
    from steward_decisions
  ),
  known as (
    select e.place, e.side, r.record_id
    from ends as e
    join source_records as r on r.record_key = e.record_key
    union all
    select e.place, e.side, r.record_id
    from ends as e
    join source_records as r on r.record_id = e.record_id
    where e.record_key is null
  )
select
  cast(d.place as integer) as place,
  cast(d.kind as varchar) as kind,
  cast(least(l.record_id, r.record_id) as bigint) as left_record_id,
  cast(greatest(l.record_id, r.record_id) as bigint) as right_record_id
from steward_decisions as d
join known as l on l.place = d.place and l.side = 'left'
join known as r on r.place = d.place and r.side = 'right'
order by place
