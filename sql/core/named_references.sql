-- Orders and coupons as events name them.
-- Grain: event × kind of reference
-- Keys: landed_seq, kind
-- Incremental: landed_seq; stg_purchase_completed: landed_seq; stg_purchase_refunded: landed_seq;
--   stg_loyalty_points_earned: landed_seq; stg_loyalty_points_redeemed: landed_seq; stg_ticket_opened: landed_seq;
--   stg_complaint_filed: landed_seq; stg_survey_answered: landed_seq; stg_coupon_issued: landed_seq;
--   stg_coupon_redeemed: landed_seq
-- Published: no
-- Notes: of events that say whose they are. A sale names its order as its own.
with
  named as (
    select 'order' as kind, order_id as reference, landed_seq, source, record_key, occurred_at, true as is_sale
    from stg_purchase_completed
    union all
    select 'order' as kind, order_id as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_purchase_refunded
    union all
    select 'order' as kind, order_id as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_loyalty_points_earned
    union all
    select 'order' as kind, order_id as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_loyalty_points_redeemed
    union all
    select 'order' as kind, order_id as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_ticket_opened
    union all
    select 'order' as kind, order_id as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_complaint_filed
    union all
    select 'order' as kind, order_id as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_survey_answered
    union all
    select 'coupon' as kind, coupon_code as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_coupon_issued
    union all
    select 'coupon' as kind, coupon_code as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_coupon_redeemed
    union all
    select 'coupon' as kind, coupon_code as reference, landed_seq, source, record_key, occurred_at, false as is_sale
    from stg_purchase_completed
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(kind as varchar) as kind,
  cast(kind || ' ' || reference as varchar) as reference_key,
  cast(source as varchar) as source,
  cast(record_key as varchar) as record_key,
  cast(occurred_at as timestamp) as occurred_at,
  cast(is_sale as boolean) as is_sale
from named
where reference is not null and record_key is not null
order by landed_seq, kind
