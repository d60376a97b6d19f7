-- Purchases with the price of their first line.
-- Grain: event
-- Keys: landed_seq
select
  cast(landed_seq as bigint) as landed_seq,
  cast(json_extract_string(payload, '$.lines[0].unit_price') as decimal(18, 4)) as amount
from accepted_events
where type = 'purchase.completed'
order by landed_seq
