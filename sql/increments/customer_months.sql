-- Scores compare the customers of one month end, so a month is made again whole where any customer's sums in it changed.
-- A changed span says little by itself (a new order today ends a span that began years ago): only months count in which
-- a customer stands otherwise than before, that is, on one of the two sides alone.
create view touched_parts as
with
  unfolded as (
    select *, unnest(generate_series(from_month_number, until_month_number)) as month_number
    from changed_customer_spans
  ),
  standing as (
    select * exclude (from_month_number, until_month_number) replace (
      case when month_number = from_month_number then orders else 0 end as orders,
      case when month_number = from_month_number then net_revenue else 0 end as net_revenue
    )
    from unfolded
  ),
  changed as (
    select distinct month_number
    from (select *, count(*) as sides from standing group by all)
    where sides = 1
  )
select max(c.calendar_date) as part
from workspace.calendar as c
semi join changed as m on m.month_number = months_between_dates(date '2000-01-01', c.calendar_date)
group by c.month_start_date;

-- the spans of the months from the first to the last of these, cut down to them
create view customer_spans as
with
  touched as (
    select
      min(months_between_dates(date '2000-01-01', part)) as first_month_number,
      max(months_between_dates(date '2000-01-01', part)) as last_month_number
    from touched_parts
  )
select s.* replace (
  greatest(s.from_month_number, t.first_month_number) as from_month_number,
  least(s.until_month_number, t.last_month_number) as until_month_number,
  case when s.from_month_number >= t.first_month_number then s.orders else 0 end as orders,
  case when s.from_month_number >= t.first_month_number then s.net_revenue else 0 end as net_revenue
)
from workspace.customer_spans as s
join touched as t on s.from_month_number <= t.last_month_number and s.until_month_number >= t.first_month_number;
