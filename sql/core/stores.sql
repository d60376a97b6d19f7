-- Stores as last described.
-- Grain: store
-- Keys: store_id
-- Notes: the last statement about it counts, by time and then by landing.
with
  ranked as (
    select
      *,
      row_number() over (partition by store_id order by occurred_at desc nulls last, landed_seq desc nulls last) as place
    from stg_store_updated
  )
select
  cast(store_id as varchar) as store_id,
  cast(name as varchar) as name,
  cast(country as varchar) as country,
  cast(province as varchar) as province,
  cast(city as varchar) as city,
  cast(opened_on as date) as opened_on
from ranked
where place = 1
order by store_id
