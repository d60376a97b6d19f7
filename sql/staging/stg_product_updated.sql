-- A product as the catalogue has it. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      product_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'product.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(d.sku as varchar) as sku,
  cast(d.name as varchar) as name,
  cast(d.category as varchar) as category,
  cast(d.category_path as varchar) as category_path,
  try_cast(d.cost as decimal(18,4)) as cost,
  try_cast(d.list_price as decimal(18,4)) as list_price,
  cast(d.currency as varchar) as currency
from parsed
order by landed_seq
