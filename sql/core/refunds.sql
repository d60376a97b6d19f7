-- Money given back, as positive amounts; the order where it is known.
-- Grain: refund (source × refund_id)
-- Keys: refund_key
-- Incremental: refund_key; stg_purchase_refunded: source || ' ' || refund_id;
--   stg_refund_lines: landed_seq = stg_purchase_refunded.landed_seq;
--   stg_purchase_cancelled: source || ' ' || order_id = stg_purchase_refunded.source || ' ' || order_id;
--   order_headers: order_key = stg_purchase_refunded.source || ' ' || order_id;
--   customer_identity: record_key = stg_purchase_refunded.record_key;
--   business_days: utc_date = stg_purchase_refunded.cast(occurred_at as date)
-- Notes: the last statement of a refund counts. It may come before its order, or name no order that is known: it still
--   counts, without the order. Where its order was cancelled, before it or after, amount is 0: the order's revenue is gone
--   with the order, and is not taken away twice (is_order_cancelled; amount_original is what was said). A refund that names
--   no customer is its order's customer's.
with
  ranked as (
    select
      r.landed_seq,
      r.source || ' ' || r.refund_id as refund_key,
      r.source,
      r.refund_id,
      r.source || ' ' || r.order_id as order_key,
      r.record_key,
      r.occurred_at,
      r.currency,
      r.amount,
      r.reason,
      min(r.occurred_at) over (partition by r.source, r.refund_id) as refunded_at,
      row_number() over (
        partition by r.source, r.refund_id
        order by r.occurred_at desc nulls last, r.landed_seq desc nulls last
      ) as place
    from stg_purchase_refunded as r
    cross join as_of as a
    where r.occurred_at < a.as_of_end_at
  ),
  line_sums as (
    select
      landed_seq,
      sum(cast(quantity * unit_price as decimal(18, 4)) - coalesce(discount, 0)) as amount
    from stg_refund_lines
    group by landed_seq
  ),
  dated as (
    select
      r.*,
      coalesce(r.amount, l.amount) as amount_original,
      date_within(r.refunded_at, b.first_date, b.second_from_at, b.third_from_at) as refund_date
    from ranked as r
    join business_days as b on b.utc_date = cast(r.refunded_at as date)
    left join line_sums as l on l.landed_seq = r.landed_seq
    where r.place = 1
  ),
  cancelled as (
    select c.source || ' ' || c.order_id as order_key
    from stg_purchase_cancelled as c
    cross join as_of as a
    where c.occurred_at < a.as_of_end_at
    group by c.source, c.order_id
  ),
  placed as (
    select
      d.*,
      c.order_key is not null as is_order_cancelled,
      o.order_key as known_order_key,
      coalesce(i.customer_id, o.customer_id) as customer_id,
      coalesce(d.currency, o.currency, s.reporting_currency) as refund_currency,
      s.reporting_currency
    from dated as d
    cross join settings as s
    -- none or one each
    left join cancelled as c on c.order_key = d.order_key
    left join order_headers as o on o.order_key = d.order_key
    left join customer_identity as i on i.record_key = d.record_key
  )
select
  cast(p.refund_key as varchar) as refund_key,
  cast(p.landed_seq as bigint) as version_landed_seq,
  cast(p.source as varchar) as source,
  cast(p.refund_id as varchar) as refund_id,
  cast(p.known_order_key as varchar) as order_key,
  cast(p.customer_id as varchar) as customer_id,
  cast(p.refunded_at as timestamp) as refunded_at,
  cast(p.refund_date as date) as refund_date,
  cast(p.refund_currency as varchar) as currency,
  cast(
    case
      when p.is_order_cancelled then 0
      else p.amount_original * case when p.refund_currency = p.reporting_currency then 1 else r.rate end
    end as decimal(18, 4)
  ) as amount,
  cast(p.amount_original as decimal(18, 4)) as amount_original,
  cast(p.is_order_cancelled as boolean) as is_order_cancelled,
  cast(p.reason as varchar) as reason
from placed as p
left join exchange_rates as r on r.currency = p.refund_currency and r.rate_date = p.refund_date
order by version_landed_seq
