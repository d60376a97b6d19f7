-- Orders and personal coupons that source records of several sources name: the shop that sold an order and the loyalty programme
-- that gave points for it, the shop that issued a coupon and the till that took it.
-- Grain: source record × order or coupon
-- Keys: reference_key, record_key
-- Incremental: reference_key
-- Notes: where one record of each source names it. A number that two sources sold something under is two orders; a code that
--   several records of a source hold is no personal coupon, and an order that several of them name says nothing either.
with
  named as (
    select 'order' as kind, order_id as reference, source, record_key, occurred_at, true as is_sale
    from stg_purchase_completed
    union all
    select 'order' as kind, order_id as reference, source, record_key, occurred_at, false as is_sale
    from stg_purchase_refunded
    union all
    select 'order' as kind, order_id as reference, source, record_key, occurred_at, false as is_sale
    from stg_loyalty_points_earned
    union all
    select 'order' as kind, order_id as reference, source, record_key, occurred_at, false as is_sale
    from stg_loyalty_points_redeemed
    union all
    select 'order' as kind, order_id as reference, source, record_key, occurred_at, false as is_sale
    from stg_ticket_opened
    union all
    select 'order' as kind, order_id as reference, source, record_key, occurred_at, false as is_sale
    from stg_complaint_filed
    union all
    select 'order' as kind, order_id as reference, source, record_key, occurred_at, false as is_sale
    from stg_survey_answered
    union all
    select 'coupon' as kind, coupon_code as reference, source, record_key, occurred_at, false as is_sale
    from stg_coupon_issued
    union all
    select 'coupon' as kind, coupon_code as reference, source, record_key, occurred_at, false as is_sale
    from stg_coupon_redeemed
    union all
    select 'coupon' as kind, coupon_code as reference, source, record_key, occurred_at, false as is_sale
    from stg_purchase_completed
  ),
  by_source as (
    select
      kind || ' ' || reference as reference_key,
      kind,
      source,
      min(record_key) as record_key,
      min(record_key) = max(record_key) as is_of_one,
      bool_or(is_sale) as is_seller,
      min(occurred_at) as first_seen_at
    from named
    where reference is not null and record_key is not null
    group by kind, reference, source
  ),
  telling as (
    select reference_key
    from by_source
    group by reference_key
    having count(*) > 1 and bool_and(is_of_one) and count(*) filter (where is_seller) < 2
  )
select
  cast(s.reference_key as varchar) as reference_key,
  cast(s.kind as varchar) as kind,
  cast(s.record_key as varchar) as record_key,
  cast(s.source as varchar) as source,
  cast(s.first_seen_at as timestamp) as first_seen_at
from by_source as s
join telling as t on t.reference_key = s.reference_key
order by reference_key, record_key
