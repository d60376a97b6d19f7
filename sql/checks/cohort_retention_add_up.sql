-- Checks: cohort_retention
-- Severity: error
-- Owner: data steward
-- Sentence: Cohorts hold each customer once and all their orders, begin whole, and never exceed their size.
with
  cells as (
    select
      coalesce(sum(orders), 0) as orders,
      coalesce(sum(customers) filter (where age_months = 0), 0) as customers,
      count(*) filter (where customers > cohort_customers or age_months < 0) as impossible,
      count(*) filter (where age_months = 0 and customers <> cohort_customers) as not_whole
    from cohort_retention
  ),
  facts as (
    select
      count(*) as orders,
      count(distinct customer_id) as customers
    from orders
    where customer_id is not null
  )
select
  c.orders as cohort_orders,
  f.orders,
  c.customers as cohort_customers,
  f.customers,
  c.impossible,
  c.not_whole
from cells as c
cross join facts as f
where c.orders <> f.orders or c.customers <> f.customers or c.impossible > 0 or c.not_whole > 0
