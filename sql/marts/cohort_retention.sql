-- How many of the customers who first ordered in a month ordered again in each month since, and what they brought.
-- Grain: month of first order × age in months
-- Keys: cohort_month, age_months
-- Notes: every cell up to the as-of month, so a month in which nobody came back shows 0 and one that is not there yet
--   has no row. The cells of the as-of month are of that month so far. net_revenue is after refunds of that month;
--   refunds from before a customer's first order are left out.
with
  activity_months as (
    select
      customer_id,
      cast(date_trunc('month', order_date) as date) as month_start_date,
      count(*) as orders,
      sum(coalesce(net_amount, 0)) as net_revenue
    from orders
    where customer_id is not null
    group by customer_id, cast(date_trunc('month', order_date) as date)
    union all
    select
      customer_id,
      cast(date_trunc('month', refund_date) as date) as month_start_date,
      0 as orders,
      -sum(coalesce(amount, 0)) as net_revenue
    from refunds
    where customer_id is not null
    group by customer_id, cast(date_trunc('month', refund_date) as date)
  ),
  firsts as (
    select
      customer_id,
      min(month_start_date) as cohort_month
    from activity_months
    where orders > 0
    group by customer_id
  ),
  cohorts as (
    select
      cohort_month,
      count(*) as cohort_customers
    from firsts
    group by cohort_month
  ),
  cells as (
    select
      c.cohort_month,
      c.cohort_customers,
      each_number(0, months_between_dates(c.cohort_month, a.as_of_date)) as age_months
    from cohorts as c
    cross join as_of as a
  ),
  observed as (
    select
      f.cohort_month,
      months_between_dates(f.cohort_month, m.month_start_date) as age_months,
      count(*) filter (where m.orders > 0) as customers,
      sum(m.orders) as orders,
      sum(m.net_revenue) as net_revenue
    from activity_months as m
    inner join firsts as f on f.customer_id = m.customer_id
    group by f.cohort_month, months_between_dates(f.cohort_month, m.month_start_date)
  )
select
  cast(c.cohort_month as date) as cohort_month,
  cast(c.age_months as integer) as age_months,
  cast(c.cohort_customers as bigint) as cohort_customers,
  cast(coalesce(o.customers, 0) as bigint) as customers,
  cast(coalesce(o.orders, 0) as bigint) as orders,
  cast(coalesce(o.net_revenue, 0) as decimal(18, 4)) as net_revenue
from cells as c
left join observed as o on o.cohort_month = c.cohort_month and o.age_months = c.age_months
order by c.cohort_month, c.age_months
