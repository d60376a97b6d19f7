-- What moved the customers' net revenue from one month to the next.
-- Grain: complete month
-- Keys: month_start_date
-- Incremental: month_start_date
-- Notes: new + repeat + resurrected + churned = net_revenue − previous_net_revenue, to the last digit. new: revenue of
--   customers whose first order is of this month; resurrected: of those who ordered now and earlier but not last
--   month; churned (below 0): last month's revenue of those who did not order now; repeat: what all others bought
--   more or less than last month. Each counts the customer's whole change, refunds included; customers_repeat ordered
--   in both months. Orders without a customer are left out. A month that the as-of date cuts short has no row.
with
  activity as (
    select
      customer_id,
      cast(date_trunc('month', order_date) as date) as month_start_date,
      1 as orders,
      coalesce(net_amount, 0) as net_revenue,
      customer_order_number
    from orders
    where customer_id is not null
    union all
    select
      customer_id,
      cast(date_trunc('month', refund_date) as date) as month_start_date,
      0 as orders,
      -coalesce(amount, 0) as net_revenue,
      cast(null as integer) as customer_order_number
    from refunds
    where customer_id is not null
  ),
  activity_months as (
    select
      customer_id,
      month_start_date,
      sum(orders) as orders,
      sum(net_revenue) as net_revenue,
      min(customer_order_number) as first_order_number
    from activity
    group by customer_id, month_start_date
  ),
  moves as (
    select
      coalesce(m.month_start_date, p.next_month_start_date) as month_start_date,
      coalesce(m.net_revenue, 0) as net_revenue,
      coalesce(p.net_revenue, 0) as previous_net_revenue,
      case
        when m.first_order_number = 1 then 'new'
        when m.orders > 0 and p.orders > 0 then 'repeat'
        when m.orders > 0 then 'resurrected'
        when p.orders > 0 then 'churned'
        else 'refunds only'
      end as movement
    from activity_months as m
    -- the same customer's month before: one at most
    full join (
      select
        customer_id,
        cast(month_start_date + interval '1' month as date) as next_month_start_date,
        orders,
        net_revenue
      from activity_months
    ) as p on p.customer_id = m.customer_id and p.next_month_start_date = m.month_start_date
  ),
  months as (
    select
      month_start_date,
      sum(net_revenue) as net_revenue,
      sum(previous_net_revenue) as previous_net_revenue,
      sum(net_revenue - previous_net_revenue) filter (where movement = 'new') as new_revenue,
      sum(net_revenue - previous_net_revenue) filter (where movement in ('repeat', 'refunds only')) as repeat_revenue,
      sum(net_revenue - previous_net_revenue) filter (where movement = 'resurrected') as resurrected_revenue,
      sum(net_revenue - previous_net_revenue) filter (where movement = 'churned') as churned_revenue,
      count(*) filter (where movement = 'new') as customers_new,
      count(*) filter (where movement = 'repeat') as customers_repeat,
      count(*) filter (where movement = 'resurrected') as customers_resurrected,
      count(*) filter (where movement = 'churned') as customers_churned
    from moves
    group by month_start_date
  ),
  complete_months as (
    select c.month_start_date
    from calendar as c
    inner join (select min(month_start_date) as month_start_date from activity) as f
      on c.month_start_date >= f.month_start_date
    where c.is_last_day_of_month
  )
select
  cast(c.month_start_date as date) as month_start_date,
  cast(coalesce(m.new_revenue, 0) as decimal(18, 4)) as new_revenue,
  cast(coalesce(m.repeat_revenue, 0) as decimal(18, 4)) as repeat_revenue,
  cast(coalesce(m.resurrected_revenue, 0) as decimal(18, 4)) as resurrected_revenue,
  cast(coalesce(m.churned_revenue, 0) as decimal(18, 4)) as churned_revenue,
  cast(coalesce(m.net_revenue, 0) as decimal(18, 4)) as net_revenue,
  cast(coalesce(m.previous_net_revenue, 0) as decimal(18, 4)) as previous_net_revenue,
  cast(coalesce(m.customers_new, 0) as bigint) as customers_new,
  cast(coalesce(m.customers_repeat, 0) as bigint) as customers_repeat,
  cast(coalesce(m.customers_resurrected, 0) as bigint) as customers_resurrected,
  cast(coalesce(m.customers_churned, 0) as bigint) as customers_churned
from complete_months as c
left join months as m on m.month_start_date = c.month_start_date
order by c.month_start_date
