-- Live orders: the version that counts, when the order was first placed, whose it is and its exchange rate.
-- Grain: order that was not cancelled
-- Keys: order_key
-- Incremental: order_key; stg_purchase_completed: source || ' ' || order_id; order_versions: order_key;
--   customer_identity: record_key = stg_purchase_completed.record_key;
--   business_days: utc_date = stg_purchase_completed.cast(occurred_at as date)
-- Published: no
-- Notes: the highest version wins, else the latest time, else the last landed; a cancellation removes the order even
--   where it came first. Versions after the as-of date do not count yet.
with
  live as (
    select
      p.*,
      coalesce(v.versions, 1) as versions,
      coalesce(v.ordered_at, p.occurred_at) as ordered_at
    from stg_purchase_completed as p
    cross join as_of as a
    -- none or one: few orders have several versions or were cancelled
    left join order_versions as v on v.landed_seq = p.landed_seq
    where p.occurred_at < a.as_of_end_at and (v.landed_seq is null or (v.from_at is not null and v.to_at is null))
  ),
  dated as (
    select
      l.*,
      s.reporting_currency,
      date_within(l.ordered_at, b.first_date, b.second_from_at, b.third_from_at) as order_date
    from live as l
    join business_days as b on b.utc_date = cast(l.ordered_at as date)
    cross join settings as s
  )
select
  cast(d.source || ' ' || d.order_id as varchar) as order_key,
  cast(d.landed_seq as bigint) as version_landed_seq,
  cast(d.versions as integer) as versions,
  cast(d.source as varchar) as source,
  cast(d.order_id as varchar) as order_id,
  cast(i.customer_id as varchar) as customer_id,
  cast(i.record_id as bigint) as record_id,
  cast(d.ordered_at as timestamp) as ordered_at,
  cast(d.order_date as date) as order_date,
  cast(d.channel as varchar) as channel,
  cast(d.store_id as varchar) as store_id,
  cast(d.staff_id as varchar) as staff_id,
  cast(d.campaign_id as varchar) as campaign_id,
  cast(d.coupon_code as varchar) as coupon_code,
  cast(d.currency as varchar) as currency,
  cast(case when d.currency = d.reporting_currency then 1 else r.rate end as decimal(24, 14)) as exchange_rate,
  cast(d.points_earned as decimal(18, 4)) as points_earned
from dated as d
left join customer_identity as i on i.record_key = d.record_key
left join exchange_rates as r on r.currency = d.currency and r.rate_date = d.order_date
order by version_landed_seq
