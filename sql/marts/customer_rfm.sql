-- Recency, frequency and monetary value of each customer with an order, their scores and the named segment.
-- Grain: customer with an order
-- Keys: customer_id
-- Incremental: customer_id; orders: customer_id; refunds: customer_id; customer_months: customer_id
-- Notes: recency_days from the last order to the as-of date; frequency is all orders, monetary all net revenue after
--   refunds. Scores and segment are those of customer_months at the as-of date, so that history and today agree.
with
  bought as (
    select
      customer_id,
      max(order_date) as last_order_date,
      count(*) as frequency,
      sum(coalesce(net_amount, 0)) as net_amount
    from orders
    where customer_id is not null
    group by customer_id
  ),
  returned as (
    select
      customer_id,
      sum(coalesce(amount, 0)) as refund_amount
    from refunds
    where customer_id is not null
    group by customer_id
  ),
  scores as (
    select m.*
    from customer_months as m
    inner join as_of as a on a.as_of_date = m.month_end_date
  )
select
  cast(b.customer_id as varchar) as customer_id,
  cast(days_between(b.last_order_date, a.as_of_date) as integer) as recency_days,
  cast(b.frequency as integer) as frequency,
  cast(b.net_amount - coalesce(r.refund_amount, 0) as decimal(18, 4)) as monetary,
  cast(s.r_score as integer) as r_score,
  cast(s.f_score as integer) as f_score,
  cast(s.m_score as integer) as m_score,
  cast(concat(s.r_score, s.f_score, s.m_score) as varchar) as rfm_code,
  cast(s.rfm_segment as varchar) as rfm_segment
from bought as b
cross join as_of as a
left join returned as r on r.customer_id = b.customer_id
left join scores as s on s.customer_id = b.customer_id
order by b.customer_id
