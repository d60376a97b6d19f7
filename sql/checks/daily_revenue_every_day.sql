-- Checks: daily_revenue
-- Severity: error
-- Owner: finance
-- Sentence: Every day from the first order or refund to the as-of date has its row.
with
  days as (
    select
      count(*) as days,
      min(revenue_date) as first_date,
      max(revenue_date) as last_date
    from daily_revenue
  )
select
  d.days,
  d.first_date,
  d.last_date,
  a.as_of_date
from days as d
cross join as_of as a
where d.days > 0
  and (d.last_date <> a.as_of_date or d.days <> days_between(d.first_date, d.last_date) + 1)
