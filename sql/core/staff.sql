-- Staff as last described by ERP or HRM.
-- Grain: member of staff
-- Keys: staff_id
-- Notes: the last statement about it counts, by time and then by landing.
with
  ranked as (
    select
      *,
      row_number() over (partition by staff_id order by occurred_at desc nulls last, landed_seq desc nulls last) as place
    from stg_staff_updated
  )
select
  cast(staff_id as varchar) as staff_id,
  cast(name as varchar) as name,
  cast(store_id as varchar) as store_id,
  cast(role as varchar) as role,
  cast(active as boolean) as active
from ranked
where place = 1
order by staff_id
