-- Every day from the first of January of the year of the earliest event to the as-of date.
-- Grain: calendar day
-- Keys: calendar_date
with
  bounds as (
    select
      least(
        coalesce(min(business_date(e.occurred_at, s.business_time_zone)), min(a.as_of_date)),
        min(a.as_of_date)
      ) as first_date,
      min(a.as_of_date) as last_date
    from as_of as a
    cross join settings as s
    left join (
      select min(occurred_at) as occurred_at
      from stg_events
    ) as e on true
  ),
  days as (
    select each_date(cast(date_trunc('year', first_date) as date), last_date) as calendar_date
    from bounds
  )
select
  cast(calendar_date as date) as calendar_date,
  cast(date_trunc('week', calendar_date) as date) as week_start_date,
  cast(date_trunc('month', calendar_date) as date) as month_start_date,
  cast(last_day(calendar_date) as date) as month_end_date,
  cast(date_trunc('quarter', calendar_date) as date) as quarter_start_date,
  cast(quarter(calendar_date) as integer) as quarter,
  cast(year(calendar_date) as integer) as year,
  cast(month(calendar_date) as integer) as month,
  cast(iso_weekday(calendar_date) as integer) as iso_weekday,
  cast(iso_weekday(calendar_date) >= 6 as boolean) as is_weekend,
  cast(calendar_date = last_day(calendar_date) as boolean) as is_last_day_of_month
from days
order by calendar_date
