-- Orders, customers and money of each day, refunds on the day they were given.
-- Grain: calendar date, every one from the first order or refund to the as-of date
-- Keys: revenue_date
-- Notes: net_amount is after discounts and before refunds; net_revenue is net_amount less refund_amount. Anonymous
--   orders count for orders and money and for no customer. repeat_orders are those of customers who ordered before.
with
  ordered as (
    select
      order_date as revenue_date,
      count(*) as orders,
      count(distinct customer_id) as customers,
      sum(gross_amount) as gross_amount,
      sum(discount_amount) as discount_amount,
      sum(net_amount) as net_amount,
      count(*) filter (where customer_order_number = 1) as new_customers,
      count(*) filter (where customer_order_number > 1) as repeat_orders
    from orders
    group by order_date
  ),
  returned as (
    select
      refund_date as revenue_date,
      sum(amount) as refund_amount
    from refunds
    group by refund_date
  ),
  bounds as (
    select min(revenue_date) as first_date
    from (
      select revenue_date from ordered
      union all
      select revenue_date from returned
    ) as days
  )
select
  cast(c.calendar_date as date) as revenue_date,
  cast(coalesce(o.orders, 0) as bigint) as orders,
  cast(coalesce(o.customers, 0) as bigint) as customers,
  cast(coalesce(o.gross_amount, 0) as decimal(18, 4)) as gross_amount,
  cast(coalesce(o.discount_amount, 0) as decimal(18, 4)) as discount_amount,
  cast(coalesce(o.net_amount, 0) as decimal(18, 4)) as net_amount,
  cast(coalesce(r.refund_amount, 0) as decimal(18, 4)) as refund_amount,
  cast(coalesce(o.net_amount, 0) - coalesce(r.refund_amount, 0) as decimal(18, 4)) as net_revenue,
  cast(coalesce(o.new_customers, 0) as bigint) as new_customers,
  cast(coalesce(o.repeat_orders, 0) as bigint) as repeat_orders
from calendar as c
inner join bounds as b on c.calendar_date >= b.first_date
left join ordered as o on o.revenue_date = c.calendar_date
left join returned as r on r.revenue_date = c.calendar_date
order by c.calendar_date
