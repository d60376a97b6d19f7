-- The dates at which churn is looked at: the as-of date to score, and up to four before it to learn from.
-- Grain: cut-off date
-- Keys: horizons_ago
-- Published: no
-- Notes: the dates are the as-of date (horizons_ago 0); the one a horizon earlier where anybody had bought by then,
--   since the share that left is known after it; and further ones that have at least a horizon of orders before them, to
--   learn who leaves; none where nobody has bought. sampled_below: of the customers at an earlier date those count
--   whose id has a digest below it, some 8 to 16 thousand; as it only changes when the number of buyers doubles, they
--   are the same from build to build.
with
  bought as (
    select
      min(order_date) as first_order_date,
      count(distinct customer_id) as buyers
    from orders
    where customer_id is not null
  ),
  numbered as (
    select
      each_number(0, 4) as horizons_ago,
      a.as_of_date,
      s.churn_horizon_days as horizon_days,
      s.business_time_zone
    from as_of as a
    cross join settings as s
  ),
  dated as (
    select
      *,
      add_days(as_of_date, cast(-horizons_ago * horizon_days as integer)) as cut_off_date
    from numbered
  )
select
  cast(d.horizons_ago as integer) as horizons_ago,
  cast(d.horizon_days as integer) as horizon_days,
  cast(d.cut_off_date as date) as cut_off_date,
  cast(start_of_business_date(add_days(d.cut_off_date, 1), d.business_time_zone) as timestamp) as cut_off_end_at,
  cast(
    case
      -- above every digest: all of them
      when d.horizons_ago = 0 or b.buyers <= 16000 then 'g'
      when b.buyers <= 32000 then '8'
      when b.buyers <= 64000 then '4'
      when b.buyers <= 128000 then '2'
      when b.buyers <= 256000 then '1'
      when b.buyers <= 512000 then '08'
      when b.buyers <= 1024000 then '04'
      when b.buyers <= 2048000 then '02'
      when b.buyers <= 4096000 then '01'
      when b.buyers <= 8192000 then '008'
      when b.buyers <= 16384000 then '004'
      else '002'
    end as varchar
  ) as sampled_below
from dated as d
cross join bought as b
where
  case
    when d.horizons_ago = 0 then b.buyers > 0
    when d.horizons_ago = 1 then d.cut_off_date >= b.first_order_date
    else d.cut_off_date >= add_days(b.first_order_date, d.horizon_days)
  end
order by horizons_ago
