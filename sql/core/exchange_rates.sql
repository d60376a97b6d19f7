-- The rate into the reporting currency on each day: that day's, or the last one before it that is not too old.
-- Grain: currency × day on which a rate is known
-- Keys: currency, rate_date
-- Notes: of several rates for one day the last given by the as-of date counts. A day for which only the rate out of the
--   reporting currency is known takes its inverse. A rate is good for settings.maximum_rate_age_days. It is given at the time
--   of its event, whatever its day: one corrected later does not change what was told before.
with
  quoted as (
    select
      e.currency,
      e.rate_date,
      e.rate,
      true as is_direct,
      event_order(e.occurred_at, e.landed_seq) as given_at
    from stg_exchange_rate_updated as e
    cross join as_of as a
    join settings as s on s.reporting_currency = e.reporting_currency
    where e.currency <> s.reporting_currency and e.occurred_at < a.as_of_end_at
    union all
    select
      e.reporting_currency as currency,
      e.rate_date,
      cast(cast(1 as double) / cast(e.rate as double) as decimal(18, 8)) as rate,
      false as is_direct,
      event_order(e.occurred_at, e.landed_seq) as given_at
    from stg_exchange_rate_updated as e
    cross join as_of as a
    join settings as s on s.reporting_currency = e.currency
    where e.reporting_currency <> s.reporting_currency and e.occurred_at < a.as_of_end_at
  ),
  given as (
    select
      currency,
      rate_date,
      coalesce(max_by(rate, case when is_direct then given_at end), max_by(rate, given_at)) as rate
    from quoted
    where rate > 0
    group by currency, rate_date
  ),
  spans as (
    select
      g.currency,
      g.rate_date as observed_date,
      g.rate,
      least(
        add_days(g.rate_date, s.maximum_rate_age_days),
        coalesce(
          add_days(lead(g.rate_date) over (partition by g.currency order by g.rate_date nulls last), -1),
          add_days(g.rate_date, s.maximum_rate_age_days)
        )
      ) as last_date
    from given as g
    cross join settings as s
  ),
  days as (
    select
      currency,
      each_date(observed_date, last_date) as rate_date,
      rate,
      observed_date
    from spans
  )
select
  cast(currency as varchar) as currency,
  cast(rate_date as date) as rate_date,
  cast(rate as decimal(18, 8)) as rate,
  cast(observed_date as date) as observed_date
from days
order by currency, rate_date
