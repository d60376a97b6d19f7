-- Completed purchases: one row per landed version of an order, typed; the lines are in stg_purchase_lines.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      purchase_completed(e.payload) as d
    from accepted_events as e
    where e.type = 'purchase.completed'
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
  cast(d.order_id as varchar) as order_id,
  try_cast(d.version as bigint) as version,
  cast(d.channel as varchar) as channel,
  cast(d.store_id as varchar) as store_id,
  cast(d.staff_id as varchar) as staff_id,
  cast(d.currency as varchar) as currency,
  cast(d.coupon_code as varchar) as coupon_code,
  cast(d.campaign_id as varchar) as campaign_id,
  try_cast(d.points_earned as decimal(18, 4)) as points_earned,
  cast(d.delivery_address as varchar) as delivery_address
from parsed
order by landed_seq
