-- Running sums of each customer's orders and refunds over the months in which they hold: what customer_months unfolds.
-- Grain: customer × span of months between two changes
-- Keys: customer_id, from_month_number
-- Published: no
-- Incremental: customer_id; orders: customer_id; refunds: customer_id
-- Notes: months are numbered from January 2000, which is 0. orders and net_revenue are those of the first month of the
--   span alone; the sums are up to its end, those with 12m over the twelve months up to it (the last span ends in the
--   as-of month, whose twelve months end on the as-of date). A span begins where something is bought or given back, or
--   where that leaves the twelve months.
with
  parameters as (
    select
      s.resurrected_gap_days,
      months_between_dates(date '2000-01-01', a.as_of_date) as last_month_number,
      cast(a.as_of_date + interval '1' day - interval '12' month as date) as window_start_date
    from settings as s
    cross join as_of as a
  ),
  activity as (
    select
      o.customer_id,
      o.order_date as activity_date,
      1 as orders,
      coalesce(o.net_amount, 0) as net_revenue,
      o.order_date,
      case when o.days_since_previous_order > p.resurrected_gap_days then o.order_date end as return_date
    from orders as o
    cross join parameters as p
    where o.customer_id is not null
    union all
    select
      customer_id,
      refund_date as activity_date,
      0 as orders,
      -coalesce(amount, 0) as net_revenue,
      cast(null as date) as order_date,
      cast(null as date) as return_date
    from refunds
    where customer_id is not null
  ),
  activity_months as (
    select
      a.customer_id,
      months_between_dates(date '2000-01-01', a.activity_date) as month_number,
      cast(sum(a.orders) as integer) as orders,
      cast(sum(a.net_revenue) as decimal(18, 4)) as net_revenue,
      min(a.order_date) as first_order_date,
      max(a.order_date) as last_order_date,
      max(a.return_date) as last_return_date,
      cast(sum(a.orders) filter (where a.activity_date < p.window_start_date) as integer) as leaving_orders,
      cast(sum(a.net_revenue) filter (where a.activity_date < p.window_start_date) as decimal(18, 4))
        as leaving_net_revenue
    from activity as a
    cross join parameters as p
    group by a.customer_id, months_between_dates(date '2000-01-01', a.activity_date)
  ),
  -- what enters the sums in a month (step 1, last) and what leaves the twelve months in it (step 0)
  changes as (
    select
      customer_id,
      month_number,
      1 as step,
      orders,
      net_revenue,
      orders as orders_12m_change,
      net_revenue as net_revenue_12m_change,
      first_order_date,
      last_order_date,
      last_return_date
    from activity_months
    union all
    select
      m.customer_id,
      m.month_number + 12 as month_number,
      0 as step,
      0 as orders,
      0 as net_revenue,
      -m.leaving_orders as orders_12m_change,
      -m.leaving_net_revenue as net_revenue_12m_change,
      cast(null as date) as first_order_date,
      cast(null as date) as last_order_date,
      cast(null as date) as last_return_date
    from activity_months as m
    cross join parameters as p
    where m.leaving_orders is not null and m.month_number + 12 <= p.last_month_number
  ),
  running as (
    select
      c.customer_id,
      c.month_number as from_month_number,
      coalesce(lead(c.month_number) over by_month - 1, p.last_month_number) as until_month_number,
      c.orders,
      c.net_revenue,
      sum(c.orders) over to_date as frequency,
      sum(c.net_revenue) over to_date as monetary,
      sum(c.orders_12m_change) over to_date as orders_12m,
      sum(c.net_revenue_12m_change) over to_date as net_revenue_12m,
      min(c.first_order_date) over to_date as first_order_date,
      max(c.last_order_date) over to_date as last_order_date,
      max(c.last_return_date) over to_date as last_return_date
    from changes as c
    cross join parameters as p
    window
      by_month as (partition by c.customer_id order by c.month_number nulls last, c.step nulls last),
      to_date as (
        partition by c.customer_id
        order by c.month_number nulls last, c.step nulls last
        rows between unbounded preceding and current row
      )
  )
select
  cast(customer_id as varchar) as customer_id,
  cast(from_month_number as integer) as from_month_number,
  cast(until_month_number as integer) as until_month_number,
  cast(orders as integer) as orders,
  cast(net_revenue as decimal(18, 4)) as net_revenue,
  cast(frequency as integer) as frequency,
  cast(monetary as decimal(18, 4)) as monetary,
  cast(orders_12m as integer) as orders_12m,
  cast(net_revenue_12m as decimal(18, 4)) as net_revenue_12m,
  cast(first_order_date as date) as first_order_date,
  cast(last_order_date as date) as last_order_date,
  cast(last_return_date as date) as last_return_date
from running
-- a change that another of its month follows holds nowhere; nobody is a customer before the first order
where until_month_number >= from_month_number and frequency > 0
order by customer_id, from_month_number
