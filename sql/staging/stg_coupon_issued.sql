-- A coupon was given to a customer. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      coupon_issued(e.payload) as d
    from accepted_events as e
    where e.type = 'coupon.issued'
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
  cast(d.coupon_code as varchar) as coupon_code,
  cast(d.currency as varchar) as currency,
  try_cast(d.amount as decimal(18,4)) as amount,
  try_cast(d.expires_on as date) as expires_on,
  cast(d.campaign_id as varchar) as campaign_id
from parsed
order by landed_seq
