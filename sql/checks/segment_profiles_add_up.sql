-- Checks: segment_profiles
-- Severity: error
-- Owner: data steward
-- Sentence: Customers, revenue and shares of the segments add up to those of all customers with an order.
with
  segments as (
    select
      coalesce(sum(customers), 0) as customers,
      coalesce(sum(revenue), 0) as revenue,
      coalesce(sum(customer_share), 0) as customer_share
    from segment_profiles
  ),
  everybody as (
    select
      count(*) as customers,
      coalesce(sum(monetary), 0) as revenue
    from customer_rfm
  )
select s.customers, e.customers as customers_with_order, s.revenue, e.revenue as revenue_of_all, s.customer_share
from segments as s
cross join everybody as e
where s.customers <> e.customers
  or s.revenue <> e.revenue
  or (s.customers > 0 and abs(s.customer_share - 1) > 1e-9)
