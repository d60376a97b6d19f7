-- A company that buys (B2B). One row per landed event, typed; missing where it is blank.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      account_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'account.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(d.account_id as varchar) as account_id,
  cast(unless_blank(d.company) as varchar) as company,
  cast(unless_blank(d.industry) as varchar) as industry,
  cast(unless_blank(d.size) as varchar) as size,
  cast(unless_blank(d.owner) as varchar) as owner
from parsed
order by landed_seq
