-- The days on which a customer bought, and what they spent on each: what the lifetime models count as one purchase.
-- Grain: customer × day with an order
-- Keys: customer_id, purchase_date
-- Published: no
-- Incremental: customer_id; orders: customer_id; refunds: order_key = orders.order_key
-- Notes: net_amount is after the refunds of that day's orders, whenever they were given; a refund that names no order is
--   in no day. interval_days since the purchase before is null on the first.
with
  returned as (
    select
      order_key,
      sum(coalesce(amount, 0)) as amount
    from refunds
    where order_key is not null
    group by order_key
  ),
  days as (
    select
      o.customer_id,
      o.order_date as purchase_date,
      count(*) as orders,
      sum(coalesce(o.net_amount, 0) - coalesce(r.amount, 0)) as net_amount
    from orders as o
    -- at most one row
    left join returned as r on r.order_key = o.order_key
    where o.customer_id is not null
    group by o.customer_id, o.order_date
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
