-- Every contact between the business and a customer or visitor, with its channel and direction.
-- Grain: interaction event
-- Keys: landed_seq
-- Incremental: landed_seq; stg_events: landed_seq; customer_identity: record_key = stg_events.record_key;
--   business_days: utc_date = stg_events.cast(occurred_at as date)
-- Notes: channel and direction of the event win over those of its type. Anonymous ones have no customer.
with
  contacts as (
    select
      e.landed_seq,
      e.occurred_at,
      e.type,
      e.record_key,
      coalesce(e.channel, t.channel) as channel,
      coalesce(e.direction, t.direction) as direction,
      e.campaign_id
    from stg_events as e
    join event_types as t on t.type = e.type
    cross join as_of as a
    where t.is_interaction and e.occurred_at < a.as_of_end_at
  )
select
  cast(c.landed_seq as bigint) as landed_seq,
  cast(c.occurred_at as timestamp) as occurred_at,
  cast(date_within(c.occurred_at, b.first_date, b.second_from_at, b.third_from_at) as date) as interaction_date,
  cast(c.type as varchar) as type,
  cast(i.customer_id as varchar) as customer_id,
  cast(c.channel as varchar) as channel,
  cast(c.direction as varchar) as direction,
  cast(c.campaign_id as varchar) as campaign_id
from contacts as c
join business_days as b on b.utc_date = cast(c.occurred_at as date)
left join customer_identity as i on i.record_key = c.record_key
order by landed_seq
