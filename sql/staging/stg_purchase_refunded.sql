-- Money given back, by lines or by amount; it may name no order. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.event_id,
      e.occurred_at,
      purchase_refunded(e.payload) as d
    from accepted_events as e
    where e.type = 'purchase.refunded'
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
  cast(coalesce(d.refund_id, event_id) as varchar) as refund_id,
  cast(d.order_id as varchar) as order_id,
  cast(d.currency as varchar) as currency,
  try_cast(d.amount as decimal(18,4)) as amount,
  cast(d.reason as varchar) as reason,
  cast(d.channel as varchar) as channel,
  cast(d.store_id as varchar) as store_id
from parsed
order by landed_seq
