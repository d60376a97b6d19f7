-- The rate into the reporting currency on each day: that day's, or the last one before it that is not too old.
-- Grain: currency × day on which a rate is known
-- Keys: currency, rate_date
-- Notes: of several rates for one day the last given by the as-of date counts. A day for which no rate into the reporting
--   currency is known takes the inverse of the one out of it, else the rates of both into a third currency, the first by
--   name. A rate is good for settings.maximum_rate_age_days. It is given at the time of its event, whatever its day: one
--   corrected later does not change what was told before. Fourteen decimals keep the digits of a currency of which one
--   unit is worth less than a millionth of another.
with
  told as (
    select
      e.currency,
      e.reporting_currency as into_currency,
      e.rate_date,
      max_by(e.rate, event_order(e.occurred_at, e.landed_seq)) as rate
    from stg_exchange_rate_updated as e
    cross join as_of as a
    where e.occurred_at < a.as_of_end_at and e.rate > 0 and e.currency <> e.reporting_currency
    group by e.currency, e.reporting_currency, e.rate_date
  ),
  quoted as (
    select t.currency, t.rate_date, t.rate, 'direct' as way, '' as by_currency
    from told as t
    join settings as s on s.reporting_currency = t.into_currency
    union all
    select t.into_currency, t.rate_date, cast(1 / cast(t.rate as double) as decimal(24, 14)), 'inverse', ''
    from told as t
    join settings as s on s.reporting_currency = t.currency
    union all
    select t.currency, t.rate_date, cast(cast(t.rate as double) / cast(r.rate as double) as decimal(24, 14)), 'through', t.into_currency
    from told as t
    join told as r on r.into_currency = t.into_currency and r.rate_date = t.rate_date
    join settings as s on s.reporting_currency = r.currency
    where t.currency <> s.reporting_currency and cast(t.rate as double) / cast(r.rate as double) < 1000000000
  ),
  ranked as (
    select
      currency,
      rate_date,
      rate,
      -- direct, inverse, through: in the order of their names
      row_number() over (
        partition by currency, rate_date
        order by way asc nulls last, by_currency asc nulls last
      ) as place
    from quoted
  ),
  given as (
    select currency, rate_date, rate
    from ranked
    where place = 1 and rate > 0
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
  cast(rate as decimal(24, 14)) as rate,
  cast(observed_date as date) as observed_date
from days
order by currency, rate_date
