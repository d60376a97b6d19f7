-- Checks: daily_revenue
-- Severity: error
-- Owner: finance
-- Sentence: The days hold as many orders as there are orders, and each customer is new on one day.
with
  days as (
    select
      coalesce(sum(orders), 0) as orders,
      coalesce(sum(new_customers), 0) as new_customers
    from daily_revenue
  ),
  facts as (
    select
      count(*) as orders,
      count(distinct customer_id) as customers
    from orders
  )
select
  d.orders as day_orders,
  f.orders,
  d.new_customers,
  f.customers
from days as d
cross join facts as f
where d.orders <> f.orders or d.new_customers <> f.customers
