-- Where each customer stands in the lifecycle as of the as-of date.
-- Grain: customer
-- Keys: customer_id
-- Incremental: customer_id; customers: customer_id; orders: customer_id; customer_months: customer_id
-- Notes: a customer without an order is a prospect; the others stand as in customer_months at the as-of date.
with
  bought as (
    select
      customer_id,
      min(order_date) as first_order_date,
      max(order_date) as last_order_date
    from orders
    where customer_id is not null
    group by customer_id
  ),
  standing as (
    select
      m.customer_id,
      m.lifecycle
    from customer_months as m
    inner join as_of as a on a.as_of_date = m.month_end_date
  )
select
  cast(c.customer_id as varchar) as customer_id,
  cast(coalesce(s.lifecycle, 'prospect') as varchar) as lifecycle,
  cast(b.first_order_date as date) as first_order_date,
  cast(b.last_order_date as date) as last_order_date,
  cast(days_between(b.last_order_date, a.as_of_date) as integer) as days_since_last_order
from customers as c
cross join as_of as a
left join bought as b on b.customer_id = c.customer_id
left join standing as s on s.customer_id = c.customer_id
order by c.customer_id
