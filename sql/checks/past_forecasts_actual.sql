-- Checks: past_forecasts
-- Severity: error
-- Owner: finance
-- Sentence: What past forecasts are held against is what the daily figures say.
with
  days as (
    select
      revenue_date,
      cast(date_trunc('week', revenue_date) as date) as week_start,
      net_revenue,
      orders
    from daily_revenue
  ),
  periods as (
    select
      'day' as period_kind,
      revenue_date as period_start,
      sum(net_revenue) as net_revenue,
      sum(orders) as orders
    from days
    group by revenue_date
    union all
    select
      'week' as period_kind,
      week_start as period_start,
      sum(net_revenue) as net_revenue,
      sum(orders) as orders
    from days
    group by week_start
  )
select
  f.metric,
  f.period_kind,
  f.period_start,
  f.actual
from past_forecasts as f
left join periods as p on p.period_kind = f.period_kind and p.period_start = f.period_start
where p.period_start is null
  or f.period_start < f.origin_date
  or abs(f.actual - case f.metric when 'orders' then p.orders else p.net_revenue end) > 0.01
