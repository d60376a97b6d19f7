-- Checks: metric_values
-- Severity: error
-- Owner: data steward
-- Sentence: Active customers of a month are those counted one by one, in all and by channel.
-- Incremental: period_start; orders: cast(date_trunc('month', order_date) as date);
--   metric_values: cast(date_trunc('month', period_start) as date)
with
  counted as (
    select 'all' as dimension, 'all' as dimension_value, cast(date_trunc('month', order_date) as date) as period_start, customer_id
    from orders
    union all
    select 'channel' as dimension, coalesce(channel, 'unknown') as dimension_value, cast(date_trunc('month', order_date) as date) as period_start, customer_id
    from orders
  ),
  expected as (
    select
      dimension,
      dimension_value,
      period_start,
      count(distinct customer_id) as customers
    from counted
    group by dimension, dimension_value, period_start
  )
select
  e.dimension,
  e.dimension_value,
  e.period_start,
  e.customers,
  m.numerator as told
from expected as e
left join metric_values as m
  on m.metric = 'active_customers'
  and m.period_kind = 'month'
  and m.dimension = e.dimension
  and m.dimension_value = e.dimension_value
  and m.period_start = e.period_start
where m.numerator is distinct from e.customers
