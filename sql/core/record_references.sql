-- Orders and personal coupons that source records of several sources name: the shop that sold an order and the loyalty programme
-- that gave points for it, the shop that issued a coupon and the till that took it.
-- Grain: source record × order or coupon
-- Keys: reference_key, record_key
-- Incremental: reference_key; named_references: reference_key
-- Notes: where one record of each source names it. A number that two sources sold something under is two orders; a code that
--   several records of a source hold is no personal coupon, and an order that several of them name says nothing either.
with
  by_source as (
    select
      reference_key,
      kind,
      source,
      min(record_key) as record_key,
      min(record_key) = max(record_key) as is_of_one,
      bool_or(is_sale) as is_seller,
      min(occurred_at) as first_seen_at
    from named_references
    group by reference_key, kind, source
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
