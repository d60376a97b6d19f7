-- Checks: forecast_backtest
-- Severity: error
-- Owner: finance
-- Sentence: Every forecast series has its backtest, and shares of what lay within intervals are 0 to 1.
select
  coalesce(b.metric, f.metric) as metric,
  coalesce(b.dimension_value, f.dimension_value) as dimension_value,
  coalesce(b.period_kind, f.period_kind) as period_kind
from forecast_backtest as b
full join (
  select
    metric,
    dimension,
    dimension_value,
    period_kind
  from revenue_forecast
  group by metric, dimension, dimension_value, period_kind
) as f
  on f.metric = b.metric
  and f.dimension = b.dimension
  and f.dimension_value = b.dimension_value
  and f.period_kind = b.period_kind
where b.metric is null
  or f.metric is null
  or not (coalesce(b.coverage_80_rate, 0) between 0 and 1)
  or not (coalesce(b.coverage_95_rate, 0) between 0 and 1)
  or not (coalesce(b.error_rate, 0) >= 0)
  or (b.error_rate is null and not b.is_fallback and b.mean_absolute_error is null)
