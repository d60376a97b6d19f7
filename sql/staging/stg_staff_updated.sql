-- A member of staff (ERP, HRM). One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      staff_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'staff.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(d.staff_id as varchar) as staff_id,
  cast(d.name as varchar) as name,
  cast(d.store_id as varchar) as store_id,
  cast(d.role as varchar) as role,
  try_cast(d.active as boolean) as active
from parsed
order by landed_seq
