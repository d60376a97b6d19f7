-- Checks: revenue_forecast
-- Severity: error
-- Owner: finance
-- Sentence: Every forecast lies within its 80 % interval, and that within its 95 % interval.
select
  metric,
  dimension,
  dimension_value,
  period_kind,
  period_start
from revenue_forecast
where forecast is null
  or seasonal_naive is null
  or not (coalesce(low_95, forecast) <= coalesce(low_80, forecast))
  or not (coalesce(low_80, forecast) <= forecast)
  or not (forecast <= coalesce(high_80, forecast))
  or not (coalesce(high_80, forecast) <= coalesce(high_95, forecast))
