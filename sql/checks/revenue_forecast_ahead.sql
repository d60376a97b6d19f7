-- Checks: revenue_forecast
-- Severity: error
-- Owner: finance
-- Sentence: Forecasts by day begin on the day after the as-of date, those by week on a Monday within seven days of it, and none is missing.
with
  series as (
    select
      metric,
      dimension,
      dimension_value,
      period_kind,
      min(period_start) as first_start,
      max(period_start) as last_start,
      count(*) as periods,
      max(steps_ahead) as steps
    from revenue_forecast
    group by metric, dimension, dimension_value, period_kind
  )
select
  s.metric,
  s.dimension,
  s.dimension_value,
  s.period_kind,
  s.first_start
from series as s
cross join as_of as a
where s.periods <> s.steps
  or (s.period_kind = 'day' and s.first_start <> add_days(a.as_of_date, 1))
  or (s.period_kind = 'day' and days_between(s.first_start, s.last_start) + 1 <> s.periods)
  or (s.period_kind = 'week' and days_between(s.first_start, s.last_start) + 7 <> 7 * s.periods)
  or (s.period_kind = 'week' and days_between(a.as_of_date, s.first_start) not between -5 and 1)
  or (s.period_kind = 'week' and s.first_start <> cast(date_trunc('week', s.first_start) as date))
