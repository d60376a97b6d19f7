-- What every event may say: who it is about, its channel, direction and campaign.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.type,
      e.occurred_at,
      event_common(e.payload) as d
    from accepted_events as e
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(type as varchar) as type,
  cast(occurred_at as timestamp) as occurred_at,
  cast(
    record_key(
      source,
      d.customer.customer_ref,
      d.customer.loyalty_id,
      email_key(d.customer.email),
      phone_key(d.customer.phone),
      d.customer.anonymous_id
    ) as varchar
  ) as record_key,
  cast(d.customer.customer_ref as varchar) as customer_ref,
  cast(d.customer.email as varchar) as email,
  cast(d.customer.phone as varchar) as phone,
  cast(d.customer.loyalty_id as varchar) as loyalty_id,
  cast(d.customer.anonymous_id as varchar) as anonymous_id,
  cast(d.channel as varchar) as channel,
  cast(d.direction as varchar) as direction,
  cast(d.campaign_id as varchar) as campaign_id
from parsed
order by landed_seq
