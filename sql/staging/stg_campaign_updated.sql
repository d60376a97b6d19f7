-- A campaign as it is planned. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      campaign_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'campaign.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(d.campaign_id as varchar) as campaign_id,
  cast(d.name as varchar) as name,
  cast(d.channel as varchar) as channel,
  try_cast(d.start_date as date) as start_date,
  try_cast(d.end_date as date) as end_date,
  try_cast(d.cost as decimal(18,4)) as cost,
  cast(d.currency as varchar) as currency,
  cast(d.audience as varchar) as audience
from parsed
order by landed_seq
