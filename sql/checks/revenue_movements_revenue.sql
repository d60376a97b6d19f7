-- Checks: revenue_movements
-- Severity: error
-- Owner: finance
-- Sentence: The revenue of each month is that of the orders and refunds of known customers.
with
  facts as (
    select cast(date_trunc('month', order_date) as date) as month_start_date, coalesce(net_amount, 0) as amount
    from orders
    where customer_id is not null
    union all
    select cast(date_trunc('month', refund_date) as date) as month_start_date, -coalesce(amount, 0) as amount
    from refunds
    where customer_id is not null
  ),
  months as (
    select
      month_start_date,
      sum(amount) as amount
    from facts
    group by month_start_date
  )
select
  r.month_start_date,
  r.net_revenue,
  m.amount
from revenue_movements as r
left join months as m on m.month_start_date = r.month_start_date
where r.net_revenue <> coalesce(m.amount, 0)
