-- Versions of orders that were corrected or cancelled, and when each was the one that counted.
-- Grain: landed version of an order that has several or was cancelled
-- Keys: landed_seq
-- Incremental: order_key; stg_purchase_completed: source || ' ' || order_id;
--   stg_purchase_cancelled: source || ' ' || order_id;
--   stg_purchase_lines: landed_seq = stg_purchase_completed.landed_seq;
--   customer_identity: record_key = stg_purchase_completed.record_key;
--   business_days: utc_date = stg_purchase_completed.cast(occurred_at as date)
-- Published: no
-- Notes: the highest version wins, else the latest time, else the last landed; a version counts from its own time (from_at)
--   until one that wins over it or a cancellation (to_at, null where it still counts). from_at is null where it never
--   counted: one that is older than what was there, or comes after a cancellation. Versions and cancellations after the
--   as-of date do not count yet. net_amount as in orders.
with
  versions as (
    select
      p.landed_seq,
      p.source,
      p.order_id,
      p.record_key,
      p.occurred_at,
      p.version,
      p.currency
    from stg_purchase_completed as p
    cross join as_of as a
    where p.occurred_at < a.as_of_end_at
  ),
  cancelled as (
    select
      c.source,
      c.order_id,
      min(c.occurred_at) as cancelled_at
    from stg_purchase_cancelled as c
    cross join as_of as a
    where c.occurred_at < a.as_of_end_at
    group by c.source, c.order_id
  ),
  -- few orders are: only these are compared
  changed as (
    select source, order_id
    from versions
    group by source, order_id
    having count(*) > 1
    union
    select source, order_id
    from cancelled
  ),
  ranked as (
    select
      v.*,
      x.cancelled_at,
      count(*) over (partition by v.source, v.order_id) as versions,
      min(v.occurred_at) over (partition by v.source, v.order_id) as ordered_at,
      row_number() over (
        partition by v.source, v.order_id
        order by coalesce(v.version, -1) desc nulls last, v.occurred_at desc nulls last, v.landed_seq desc nulls last
      ) as place
    from versions as v
    join changed as c on c.source = v.source and c.order_id = v.order_id
    -- none or one
    left join cancelled as x on x.source = v.source and x.order_id = v.order_id
  ),
  compared as (
    select
      *,
      coalesce(occurred_at >= cancelled_at, false) or coalesce(place > min(place) over earlier, false) as is_passed_over
    from ranked
    window earlier as (
      partition by source, order_id
      order by occurred_at nulls last, landed_seq nulls last
      rows between unbounded preceding and 1 preceding
    )
  ),
  spans as (
    select
      *,
      case when not is_passed_over then occurred_at end as from_at,
      case
        when not is_passed_over then least(
          cancelled_at,
          lead(occurred_at) over (
            partition by source, order_id, is_passed_over
            order by occurred_at nulls last, landed_seq nulls last
          )
        )
      end as to_at
    from compared
  ),
  dated as (
    select
      v.*,
      i.customer_id,
      date_within(v.ordered_at, b.first_date, b.second_from_at, b.third_from_at) as order_date
    from spans as v
    join business_days as b on b.utc_date = cast(v.ordered_at as date)
    left join customer_identity as i on i.record_key = v.record_key
  ),
  rated as (
    select
      d.*,
      case when d.currency = s.reporting_currency then 1 else r.rate end as exchange_rate
    from dated as d
    cross join settings as s
    left join exchange_rates as r on r.currency = d.currency and r.rate_date = d.order_date
  ),
  amounts as (
    select
      r.landed_seq,
      sum(
        cast(cast(l.quantity * l.unit_price as decimal(18, 4)) * r.exchange_rate as decimal(18, 4))
          - cast(cast(coalesce(l.discount, 0) as decimal(18, 4)) * r.exchange_rate as decimal(18, 4))
      ) as net_amount
    from rated as r
    join stg_purchase_lines as l on l.landed_seq = r.landed_seq
    group by r.landed_seq
  )
select
  cast(r.source || ' ' || r.order_id as varchar) as order_key,
  cast(r.landed_seq as bigint) as landed_seq,
  cast(r.versions as integer) as versions,
  cast(r.ordered_at as timestamp) as ordered_at,
  cast(r.from_at as timestamp) as from_at,
  cast(r.to_at as timestamp) as to_at,
  cast(r.customer_id as varchar) as customer_id,
  cast(r.order_date as date) as order_date,
  cast(m.net_amount as decimal(18, 4)) as net_amount
from rated as r
left join amounts as m on m.landed_seq = r.landed_seq
order by landed_seq
