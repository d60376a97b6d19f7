-- Points were credited. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      loyalty_points_earned(e.payload) as d
    from accepted_events as e
    where e.type = 'loyalty.points_earned'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
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
  try_cast(d.points as decimal(18,4)) as points,
  cast(d.order_id as varchar) as order_id,
  cast(d.reason as varchar) as reason
from parsed
order by landed_seq
