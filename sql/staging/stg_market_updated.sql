-- Market size, share, or what a competitor did. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      market_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'market.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(d.market as varchar) as market,
  cast(d.period as varchar) as period,
  try_cast(d.size as decimal(18,4)) as size,
  try_cast(d.our_share as double) as our_share,
  cast(d.competitor as varchar) as competitor,
  try_cast(d.competitor_share as double) as competitor_share,
  cast(d.currency as varchar) as currency,
  cast(d.note as varchar) as note
from parsed
order by landed_seq
