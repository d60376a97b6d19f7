-- The level table: the tier of each customer, the one before it, and what a person needs beside it.
-- Grain: customer
-- Keys: customer_id
-- Incremental: customer_id; customers: customer_id; orders: customer_id; refunds: customer_id;
--   survey_answers: customer_id; customer_months: customer_id; customer_clv: customer_id
-- Notes: a customer without an order is a prospect; the others have the tier of customer_months at the as-of date.
--   previous_tier is the last other tier of that history and tier_changed_on the first month end with the present one
--   after it; both are null while the tier has never changed. satisfaction is the mean CSAT score (1 to 5); clv
--   the discounted margin expected of the customer, null without an order.
with
  parameters as (
    select
      as_of_date,
      cast(as_of_date + interval '1' day - interval '12' month as date) as window_start_date
    from as_of
  ),
  bought as (
    select
      o.customer_id,
      max(o.order_date) as last_order_date,
      count(*) as orders,
      sum(coalesce(o.net_amount, 0)) as net_amount,
      count(*) filter (where o.order_date >= p.window_start_date) as orders_12m,
      sum(coalesce(o.net_amount, 0)) filter (where o.order_date >= p.window_start_date) as net_amount_12m
    from orders as o
    cross join parameters as p
    where o.customer_id is not null
    group by o.customer_id
  ),
  returned as (
    select
      r.customer_id,
      sum(coalesce(r.amount, 0)) as amount,
      sum(coalesce(r.amount, 0)) filter (where r.refund_date >= p.window_start_date) as amount_12m
    from refunds as r
    cross join parameters as p
    where r.customer_id is not null
    group by r.customer_id
  ),
  satisfied as (
    select
      customer_id,
      cast(sum(score) as double) / nullif(count(score), 0) as satisfaction
    from survey_answers
    where survey = 'csat' and customer_id is not null
    group by customer_id
  ),
  standing as (
    select
      m.customer_id,
      m.tier
    from customer_months as m
    inner join parameters as p on p.as_of_date = m.month_end_date
  ),
  before as (
    select
      m.customer_id,
      max(m.month_end_date) as last_other_date,
      max_by(m.tier, m.month_end_date) as previous_tier
    from customer_months as m
    inner join standing as s on s.customer_id = m.customer_id
    where m.tier <> s.tier
    group by m.customer_id
  ),
  month_ends as (
    select distinct month_end_date
    from customer_months
  ),
  successions as (
    select
      month_end_date,
      lead(month_end_date) over (order by month_end_date nulls last) as next_month_end_date
    from month_ends
  )
select
  cast(c.customer_id as varchar) as customer_id,
  cast(coalesce(s.tier, 'prospect') as varchar) as tier,
  cast(e.previous_tier as varchar) as previous_tier,
  cast(n.next_month_end_date as date) as tier_changed_on,
  cast(c.full_name as varchar) as full_name,
  cast(c.email as varchar) as email,
  cast(c.phone as varchar) as phone,
  cast(b.last_order_date as date) as last_order_date,
  cast(coalesce(b.net_amount_12m, 0) - coalesce(r.amount_12m, 0) as decimal(18, 4)) as net_revenue_12m,
  cast(coalesce(b.orders_12m, 0) as integer) as orders_12m,
  cast(coalesce(b.orders, 0) as integer) as orders,
  cast(coalesce(b.net_amount, 0) - coalesce(r.amount, 0) as decimal(18, 4)) as net_revenue,
  cast(coalesce(b.orders, 0) >= 2 as boolean) as is_repeat,
  cast(f.satisfaction as double) as satisfaction,
  cast(v.clv as decimal(18, 4)) as clv,
  cast(c.account_owner as varchar) as account_owner
from customers as c
left join bought as b on b.customer_id = c.customer_id
left join returned as r on r.customer_id = c.customer_id
left join satisfied as f on f.customer_id = c.customer_id
left join standing as s on s.customer_id = c.customer_id
left join customer_clv as v on v.customer_id = c.customer_id
left join before as e on e.customer_id = c.customer_id
left join successions as n on n.month_end_date = e.last_other_date
order by c.customer_id
