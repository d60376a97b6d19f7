-- Coupons of a customer: when issued, when first redeemed, by which order.
-- Grain: customer × coupon code, issued or redeemed
-- Keys: coupon_key
-- Notes: a redemption is its own event or an order that carries the code; the earliest counts. order_id is that of the first
--   redemption that names its order. A code that was redeemed without having been issued to the customer (a public code) has
--   no issued_at.
with
  issued as (
    select
      i.customer_id,
      c.coupon_code,
      min(c.occurred_at) as issued_at,
      max_by(c.campaign_id, event_order(c.occurred_at, c.landed_seq)) filter (where c.campaign_id is not null) as campaign_id
    from stg_coupon_issued as c
    cross join as_of as a
    join customer_identity as i on i.record_key = c.record_key
    where c.occurred_at < a.as_of_end_at
    group by i.customer_id, c.coupon_code
  ),
  redemptions as (
    select
      i.customer_id,
      c.coupon_code,
      c.order_id,
      c.occurred_at as redeemed_at,
      c.landed_seq
    from stg_coupon_redeemed as c
    cross join as_of as a
    join customer_identity as i on i.record_key = c.record_key
    where c.occurred_at < a.as_of_end_at
    union all
    select
      customer_id,
      coupon_code,
      order_id,
      ordered_at as redeemed_at,
      version_landed_seq as landed_seq
    from order_headers
    where coupon_code is not null and customer_id is not null
  ),
  redeemed as (
    select
      customer_id,
      coupon_code,
      min(redeemed_at) as redeemed_at,
      min_by(order_id, event_order(redeemed_at, landed_seq)) filter (where order_id is not null) as order_id
    from redemptions
    group by customer_id, coupon_code
  ),
  held as (
    select customer_id, coupon_code from issued
    union
    select customer_id, coupon_code from redeemed
  )
select
  cast(h.customer_id || ' ' || h.coupon_code as varchar) as coupon_key,
  cast(h.coupon_code as varchar) as coupon_code,
  cast(h.customer_id as varchar) as customer_id,
  cast(i.issued_at as timestamp) as issued_at,
  cast(r.redeemed_at as timestamp) as redeemed_at,
  cast(r.order_id as varchar) as order_id,
  cast(i.campaign_id as varchar) as campaign_id
from held as h
left join issued as i on i.customer_id = h.customer_id and i.coupon_code = h.coupon_code
left join redeemed as r on r.customer_id = h.customer_id and r.coupon_code = h.coupon_code
order by coupon_key
