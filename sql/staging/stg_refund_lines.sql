-- Lines of refunds, typed.
-- Grain: line of a landed refund
-- Keys: landed_seq, line_number
with
  parsed as (
    select
      e.landed_seq,
      purchase_refunded(e.payload).lines as lines
    from accepted_events as e
    where e.type = 'purchase.refunded'
  ),
  lines as (
    select
      landed_seq,
      each_position(lines) as line_number,
      each(lines) as line
    from parsed
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(line_number as integer) as line_number,
  cast(line.sku as varchar) as sku,
  try_cast(line.quantity as decimal(18, 4)) as quantity,
  try_cast(line.unit_price as decimal(18, 4)) as unit_price,
  try_cast(line.discount as decimal(18, 4)) as discount
from lines
order by landed_seq, line_number
