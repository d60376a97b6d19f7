-- Every contact between the business and a customer or visitor, with its channel and direction.
-- Grain: interaction event
-- Keys: landed_seq
-- Notes: channel and direction of the event win over those of its type. Anonymous ones have no customer.
select
  cast(e.landed_seq as bigint) as landed_seq,
  cast(e.occurred_at as timestamp) as occurred_at,
  cast(date_within(e.occurred_at, b.first_date, b.second_from_at, b.third_from_at) as date) as interaction_date,
  cast(e.type as varchar) as type,
  cast(i.customer_id as varchar) as customer_id,
  cast(coalesce(e.channel, t.channel) as varchar) as channel,
  cast(coalesce(e.direction, t.direction) as varchar) as direction,
  cast(e.campaign_id as varchar) as campaign_id
from stg_events as e
join event_types as t on t.type = e.type
join business_days as b on b.utc_date = cast(e.occurred_at as date)
cross join as_of as a
left join customer_identity as i on i.record_key = e.record_key
where t.is_interaction and e.occurred_at < a.as_of_end_at
order by landed_seq
