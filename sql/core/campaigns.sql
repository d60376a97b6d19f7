-- Campaigns as last described.
-- Grain: campaign
-- Keys: campaign_id
-- Notes: the last statement about it counts, by time and then by landing.
with
  ranked as (
    select
      *,
      row_number() over (partition by campaign_id order by occurred_at desc nulls last, landed_seq desc nulls last) as place
    from stg_campaign_updated
  )
select
  cast(campaign_id as varchar) as campaign_id,
  cast(name as varchar) as name,
  cast(channel as varchar) as channel,
  cast(start_date as date) as start_date,
  cast(end_date as date) as end_date,
  cast(cost as decimal(18, 4)) as cost,
  cast(currency as varchar) as currency,
  cast(audience as varchar) as audience
from ranked
where place = 1
order by campaign_id
