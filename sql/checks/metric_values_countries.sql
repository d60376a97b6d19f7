-- Checks: metric_values
-- Severity: error
-- Owner: data steward
-- Sentence: Active customers of a month are those counted one by one, by country.
with
  counted as (
    select
      coalesce(c.country, 'unknown') as dimension_value,
      cast(date_trunc('month', o.order_date) as date) as period_start,
      o.customer_id
    from orders as o
    left join customers as c on c.customer_id = o.customer_id
  ),
  expected as (
    select
      dimension_value,
      period_start,
      count(distinct customer_id) as customers
    from counted
    group by dimension_value, period_start
  )
select
  e.dimension_value,
  e.period_start,
  e.customers,
  m.numerator as told
from expected as e
left join metric_values as m
  on m.metric = 'active_customers'
  and m.period_kind = 'month'
  and m.dimension = 'country'
  and m.dimension_value = e.dimension_value
  and m.period_start = e.period_start
where m.numerator is distinct from e.customers
