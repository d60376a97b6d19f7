-- Live orders: the version that counts, when the order was first placed, whose it is and its exchange rate.
-- Grain: order that was not cancelled
-- Keys: order_key
-- Notes: the highest version wins, else the latest time, else the last landed; a cancellation removes the order even
--   where it came first. Versions after the as-of date do not count yet.
with
  versions as (
    select
      v.landed_seq,
      v.source || ' ' || v.order_id as order_key,
      v.occurred_at,
      v.version
    from stg_purchase_completed as v
    cross join as_of as a
    where v.occurred_at < a.as_of_end_at
  ),
  placed as (
    select
      order_key,
      count(*) as versions,
      min(landed_seq) as landed_seq,
      min(occurred_at) as ordered_at
    from versions
    group by order_key
  ),
  -- orders with one version, nearly all, need no comparison
  corrected as (
    select
      v.order_key,
      v.landed_seq,
      row_number() over (
        partition by v.order_key
        order by coalesce(v.version, -1) desc nulls last, v.occurred_at desc nulls last, v.landed_seq desc nulls last
      ) as place
    from versions as v
    join placed as p on p.order_key = v.order_key
    where p.versions > 1
  ),
  cancelled as (
    select distinct c.source || ' ' || c.order_id as order_key
    from stg_purchase_cancelled as c
    cross join as_of as a
    where c.occurred_at < a.as_of_end_at
  ),
  live as (
    select
      p.order_key,
      coalesce(c.landed_seq, p.landed_seq) as version_landed_seq,
      p.versions,
      p.ordered_at
    from placed as p
    left join corrected as c on c.order_key = p.order_key and c.place = 1
    anti join cancelled as x on x.order_key = p.order_key
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
  cast(l.order_key as varchar) as order_key,
  cast(l.version_landed_seq as bigint) as version_landed_seq,
  cast(l.versions as integer) as versions,
  cast(p.source as varchar) as source,
  cast(p.order_id as varchar) as order_id,
  cast(i.customer_id as varchar) as customer_id,
  cast(i.record_id as bigint) as record_id,
  cast(l.ordered_at as timestamp) as ordered_at,
  cast(l.order_date as date) as order_date,
  cast(p.channel as varchar) as channel,
  cast(p.store_id as varchar) as store_id,
  cast(p.staff_id as varchar) as staff_id,
  cast(p.campaign_id as varchar) as campaign_id,
  cast(p.coupon_code as varchar) as coupon_code,
  cast(p.currency as varchar) as currency,
  cast(case when p.currency = l.reporting_currency then 1 else r.rate end as decimal(18, 8)) as exchange_rate,
  cast(p.points_earned as decimal(18, 4)) as points_earned
from dated as l
join stg_purchase_completed as p on p.landed_seq = l.version_landed_seq
left join customer_identity as i on i.record_key = p.record_key
left join exchange_rates as r on r.currency = p.currency and r.rate_date = l.order_date
order by version_landed_seq
