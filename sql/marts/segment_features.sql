-- What segments can be made of: how each customer stood on the as-of date, and at four month ends before, a quarter apart.
-- Grain: customer with an order by then × month end, the as-of date last
-- Keys: customer_id, month_end_date
-- Published: no
-- Incremental: customer_id; customer_spans: customer_id
-- Notes: recency_days from the last order to the month end, tenure_days from the first one, active_days between the two;
--   frequency is all orders, monetary all net revenue after refunds, average_order_value the one by the other; those with
--   12m are of the twelve months up to the month end. All come from customer_spans, so any month can be told again.
with
  quarters as (
    select
      months_between_dates(date '2000-01-01', c.month_start_date) as month_number,
      max(c.calendar_date) as month_end_date
    from calendar as c
    inner join as_of as a
      on months_between_dates(c.month_start_date, a.as_of_date) in (0, 3, 6, 9, 12)
    group by c.month_start_date
  )
select
  cast(s.customer_id as varchar) as customer_id,
  cast(q.month_end_date as date) as month_end_date,
  cast(days_between(s.last_order_date, q.month_end_date) as integer) as recency_days,
  cast(s.frequency as integer) as frequency,
  cast(s.monetary as decimal(18, 4)) as monetary,
  cast(cast(s.monetary as double) / s.frequency as double) as average_order_value,
  cast(days_between(s.first_order_date, q.month_end_date) as integer) as tenure_days,
  cast(days_between(s.first_order_date, s.last_order_date) as integer) as active_days,
  cast(s.orders_12m as integer) as orders_12m,
  cast(s.net_revenue_12m as decimal(18, 4)) as net_revenue_12m
from customer_spans as s
-- at most one span of a customer holds in a month
inner join quarters as q on q.month_number between s.from_month_number and s.until_month_number
order by s.customer_id, q.month_end_date
