-- Checks: metric_values
-- Severity: error
-- Owner: finance
-- Sentence: Money, orders and new customers add up to the same total at every grain and in every dimension.
with
  totals as (
    select
      metric,
      dimension,
      period_kind,
      sum(numerator) as total
    from metric_values
    where metric in ('net_revenue', 'gross_revenue', 'refunds', 'units')
      or (metric in ('orders', 'new_customers') and dimension <> 'category')
    group by metric, dimension, period_kind
  )
select
  t.metric,
  t.dimension,
  t.period_kind,
  t.total,
  a.total as total_of_all_days
from totals as t
inner join totals as a on a.metric = t.metric and a.dimension = 'all' and a.period_kind = 'day'
where t.total <> a.total
