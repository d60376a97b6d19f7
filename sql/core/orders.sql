-- Orders as they stand: the latest version of each, with customer, amounts and place in the customer's sequence.
-- Grain: order (source × order_id) that was not cancelled
-- Keys: order_key
-- Incremental: coalesce(customer_id, order_key); order_headers: coalesce(customer_id, order_key);
--   order_lines: coalesce(customer_id, order_key)
-- Notes: anonymous orders count for revenue and have no customer and no sequence number. An order without a rate for
--   its currency has no amount in the reporting currency; a check says so.
with
  sums as (
    select
      version_landed_seq,
      sum(gross_amount) as gross_amount,
      sum(discount_amount) as discount_amount,
      sum(net_amount) as net_amount,
      sum(net_amount_original) as net_amount_original,
      sum(quantity) as quantity,
      count(*) as line_count
    from order_lines
    group by version_landed_seq
  ),
  sequence as (
    select
      version_landed_seq,
      row_number() over (
        partition by customer_id
        order by ordered_at nulls last, version_landed_seq nulls last
      ) as customer_order_number,
      lag(order_date) over (
        partition by customer_id
        order by ordered_at nulls last, version_landed_seq nulls last
      ) as previous_order_date
    from order_headers
    where customer_id is not null
  )
select
  cast(h.order_key as varchar) as order_key,
  cast(h.source as varchar) as source,
  cast(h.order_id as varchar) as order_id,
  cast(h.customer_id as varchar) as customer_id,
  cast(h.record_id as bigint) as record_id,
  cast(h.ordered_at as timestamp) as ordered_at,
  cast(h.order_date as date) as order_date,
  cast(h.version_landed_seq as bigint) as version_landed_seq,
  cast(h.versions as integer) as versions,
  cast(h.channel as varchar) as channel,
  cast(h.store_id as varchar) as store_id,
  cast(h.staff_id as varchar) as staff_id,
  cast(h.campaign_id as varchar) as campaign_id,
  cast(h.coupon_code as varchar) as coupon_code,
  cast(h.currency as varchar) as currency,
  cast(l.gross_amount as decimal(18, 4)) as gross_amount,
  cast(l.discount_amount as decimal(18, 4)) as discount_amount,
  cast(l.net_amount as decimal(18, 4)) as net_amount,
  cast(l.net_amount_original as decimal(18, 4)) as net_amount_original,
  cast(h.exchange_rate as decimal(24, 14)) as exchange_rate,
  cast(l.quantity as decimal(18, 4)) as quantity,
  cast(l.line_count as integer) as line_count,
  cast(h.points_earned as decimal(18, 4)) as points_earned,
  cast(q.customer_order_number as integer) as customer_order_number,
  cast(q.customer_order_number = 1 as boolean) as is_first_order,
  cast(days_between(q.previous_order_date, h.order_date) as integer) as days_since_previous_order
from order_headers as h
left join sums as l on l.version_landed_seq = h.version_landed_seq
left join sequence as q on q.version_landed_seq = h.version_landed_seq
order by version_landed_seq
