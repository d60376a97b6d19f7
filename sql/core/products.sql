-- Products as last described.
-- Grain: product
-- Keys: sku
-- Notes: the last statement about it counts, by time and then by landing.
with
  ranked as (
    select
      *,
      row_number() over (partition by sku order by occurred_at desc nulls last, landed_seq desc nulls last) as place
    from stg_product_updated
  )
select
  cast(sku as varchar) as sku,
  cast(name as varchar) as name,
  cast(category as varchar) as category,
  cast(category_path as varchar) as category_path,
  cast(cost as decimal(18, 4)) as cost,
  cast(list_price as decimal(18, 4)) as list_price,
  cast(currency as varchar) as currency
from ranked
where place = 1
order by sku
