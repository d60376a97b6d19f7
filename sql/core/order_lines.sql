-- Lines of live orders, in their own and in the reporting currency.
-- Grain: order × line
-- Keys: order_key, line_number
-- Incremental: version_landed_seq
-- Notes: amounts are rounded to four decimals line by line, so that lines add up to their order to the last digit. Name and
--   category are the line's own words; what it does not say, the catalogue says of its sku, as last described.
with
  priced as (
    select
      h.order_key,
      h.version_landed_seq,
      l.line_number,
      l.sku,
      coalesce(l.product_name, p.name) as product_name,
      coalesce(l.category, p.category) as category,
      l.quantity,
      l.unit_price,
      h.currency,
      h.exchange_rate,
      h.customer_id,
      h.order_date,
      cast(l.quantity * l.unit_price as decimal(18, 4)) as gross_amount_original,
      cast(coalesce(l.discount, 0) as decimal(18, 4)) as discount_amount_original
    from stg_purchase_lines as l
    join order_headers as h on h.version_landed_seq = l.landed_seq
    -- none or one
    left join products as p on p.sku = l.sku
  ),
  converted as (
    select
      *,
      cast(gross_amount_original - discount_amount_original as decimal(18, 4)) as net_amount_original,
      cast(gross_amount_original * exchange_rate as decimal(18, 4)) as gross_amount,
      cast(discount_amount_original * exchange_rate as decimal(18, 4)) as discount_amount
    from priced
  )
select
  cast(order_key as varchar) as order_key,
  cast(line_number as integer) as line_number,
  cast(version_landed_seq as bigint) as version_landed_seq,
  cast(sku as varchar) as sku,
  cast(product_name as varchar) as product_name,
  cast(category as varchar) as category,
  cast(quantity as decimal(18, 4)) as quantity,
  cast(unit_price as decimal(18, 4)) as unit_price,
  cast(gross_amount as decimal(18, 4)) as gross_amount,
  cast(discount_amount as decimal(18, 4)) as discount_amount,
  cast(gross_amount - discount_amount as decimal(18, 4)) as net_amount,
  cast(gross_amount_original as decimal(18, 4)) as gross_amount_original,
  cast(discount_amount_original as decimal(18, 4)) as discount_amount_original,
  cast(net_amount_original as decimal(18, 4)) as net_amount_original,
  cast(currency as varchar) as currency,
  cast(customer_id as varchar) as customer_id,
  cast(order_date as date) as order_date
from converted
order by version_landed_seq, line_number
