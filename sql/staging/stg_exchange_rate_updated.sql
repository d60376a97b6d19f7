-- How much one unit of a currency is worth in another on a day. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      exchange_rate_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'exchange_rate.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(d.currency as varchar) as currency,
  cast(d.to_currency as varchar) as reporting_currency,
  try_cast(d.rate as decimal(24,14)) as rate,
  try_cast(d.rate_date as date) as rate_date
from parsed
order by landed_seq
