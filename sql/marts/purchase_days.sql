-- The days on which a customer bought, and what they spent on each: what the lifetime models count as one purchase.
-- Grain: customer × day with an order
-- Keys: customer_id, purchase_date
-- Published: no
-- Incremental: customer_id
-- Notes: net_amount is after refunds. A refund is of its order's day, whenever it was given; one that names no order is of
--   its customer's last purchase before it, or on its day, and of none where there is none. interval_days since the purchase
--   before is null on the first.
with
  moved as (
    select
      customer_id,
      order_date as moved_date,
      1 as orders,
      coalesce(net_amount, 0) as net_amount
    from orders
    where customer_id is not null
    union all
    select
      o.customer_id,
      o.order_date as moved_date,
      0 as orders,
      -coalesce(r.amount, 0) as net_amount
    from refunds as r
    -- at most one row
    inner join orders as o on o.order_key = r.order_key
    where o.customer_id is not null
    union all
    select
      customer_id,
      refund_date as moved_date,
      0 as orders,
      -coalesce(amount, 0) as net_amount
    from refunds
    where order_key is null and customer_id is not null
  ),
  moved_days as (
    select
      customer_id,
      moved_date,
      sum(orders) as orders,
      sum(net_amount) as net_amount
    from moved
    group by customer_id, moved_date
  ),
  -- what was given back on a day without a purchase, beside the purchase before it
  placed as (
    select
      customer_id,
      max(case when orders > 0 then moved_date end) over (
        partition by customer_id
        order by moved_date nulls last
        rows between unbounded preceding and current row
      ) as purchase_date,
      orders,
      net_amount
    from moved_days
  ),
  days as (
    select
      customer_id,
      purchase_date,
      sum(orders) as orders,
      sum(net_amount) as net_amount
    from placed
    where purchase_date is not null
    group by customer_id, purchase_date
  )
select
  cast(customer_id as varchar) as customer_id,
  cast(purchase_date as date) as purchase_date,
  cast(orders as integer) as orders,
  cast(net_amount as decimal(18, 4)) as net_amount,
  cast(min(purchase_date) over (partition by customer_id) as date) as first_date,
  cast(
    days_between(
      lag(purchase_date) over (
        partition by customer_id
        order by purchase_date nulls last
      ),
      purchase_date
    ) as integer
  ) as interval_days
from days
order by customer_id, purchase_date
