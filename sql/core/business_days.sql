-- Where business dates begin within each day of UTC, so that facts find their date by a join instead of by a time zone.
-- Grain: day of UTC from the earliest event to the latest
-- Keys: utc_date
-- Published: no
-- Notes: date_within(at, first_date, second_from_at, third_from_at) is the business date of a time of that day. A day of
--   UTC touches three business dates at most (a day may have 23 hours).
with
  bounds as (
    select
      cast(least(coalesce(min(e.first_at), min(a.as_of_end_at)), min(a.as_of_end_at)) as date) as first_date,
      cast(greatest(coalesce(max(e.last_at), max(a.as_of_end_at)), max(a.as_of_end_at)) as date) as last_date
    from as_of as a
    left join (
      select
        min(occurred_at) as first_at,
        max(occurred_at) as last_at
      from stg_events
    ) as e on true
  ),
  days as (
    select each_date(first_date, last_date) as utc_date
    from bounds
  ),
  dated as (
    select
      d.utc_date,
      s.business_time_zone,
      business_date(cast(d.utc_date as timestamp), s.business_time_zone) as first_date
    from days as d
    cross join settings as s
  )
select
  cast(utc_date as date) as utc_date,
  cast(first_date as date) as first_date,
  cast(start_of_business_date(add_days(first_date, 1), business_time_zone) as timestamp) as second_from_at,
  cast(start_of_business_date(add_days(first_date, 2), business_time_zone) as timestamp) as third_from_at
from dated
order by utc_date
