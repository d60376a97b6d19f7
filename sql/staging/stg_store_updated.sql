-- A store. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      store_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'store.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(d.store_id as varchar) as store_id,
  cast(d.name as varchar) as name,
  cast(d.country as varchar) as country,
  cast(d.province as varchar) as province,
  cast(d.city as varchar) as city,
  try_cast(d.opened_on as date) as opened_on
from parsed
order by landed_seq
