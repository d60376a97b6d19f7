-- Checks: orders
-- Severity: error
-- Owner: data engineering
-- Sentence: The date of an order is in the calendar.
select
  f.order_date,
  count(*) as rows_affected
from orders as f
anti join calendar as p on p.calendar_date = f.order_date
where f.order_date is not null
group by f.order_date
