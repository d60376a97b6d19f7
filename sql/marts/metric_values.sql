-- Every figure of the KPI cards, as numerator and denominator, by day, ISO week and month and by one dimension.
-- Grain: metric × dimension value × period
-- Keys: metric, dimension, dimension_value, period_kind, period_start
-- Notes: value = numerator / denominator, or the numerator where there is no denominator. Money and counts of orders
--   add up over periods and values; counts of customers are distinct within their own value and period and do not.
--   Weeks begin on Monday. Dimension all has a row for every period from the first order or refund to the as-of date,
--   the others only where something happened. country is the customer's; an order of several categories counts once
--   in each; refunds have no category. What is not known stands under unknown, so each dimension adds up to all.
with
  -- one row per order and dimension value; previous_* is the customer's order before it within that value
  facts as (
    select
      'country' as dimension,
      coalesce(c.country, 'unknown') as dimension_value,
      o.order_date,
      o.customer_order_number,
      add_days(o.order_date, -o.days_since_previous_order) as previous_order_date,
      o.customer_order_number - 1 as previous_order_number,
      o.gross_amount,
      o.net_amount,
      o.quantity
    from orders as o
    left join customers as c on c.customer_id = o.customer_id
    union all
    select
      'channel' as dimension,
      coalesce(channel, 'unknown') as dimension_value,
      order_date,
      customer_order_number,
      lag(order_date) over by_channel as previous_order_date,
      lag(customer_order_number) over by_channel as previous_order_number,
      gross_amount,
      net_amount,
      quantity
    from orders
    window by_channel as (partition by customer_id, channel order by customer_order_number nulls last)
    union all
    select
      'store' as dimension,
      coalesce(store_id, 'unknown') as dimension_value,
      order_date,
      customer_order_number,
      lag(order_date) over by_store as previous_order_date,
      lag(customer_order_number) over by_store as previous_order_number,
      gross_amount,
      net_amount,
      quantity
    from orders
    window by_store as (partition by customer_id, store_id order by customer_order_number nulls last)
    union all
    select
      'category' as dimension,
      c.category as dimension_value,
      o.order_date,
      o.customer_order_number,
      lag(o.order_date) over by_category as previous_order_date,
      lag(o.customer_order_number) over by_category as previous_order_number,
      c.gross_amount,
      c.net_amount,
      c.quantity
    from (
      select
        version_landed_seq,
        coalesce(category, 'unknown') as category,
        sum(gross_amount) as gross_amount,
        sum(net_amount) as net_amount,
        sum(quantity) as quantity
      from order_lines
      group by version_landed_seq, coalesce(category, 'unknown')
    ) as c
    inner join orders as o on o.version_landed_seq = c.version_landed_seq
    window by_category as (partition by o.customer_id, c.category order by o.customer_order_number nulls last)
  ),
  placed as (
    select
      *,
      cast(date_trunc('week', order_date) as date) as week_start_date,
      cast(date_trunc('month', order_date) as date) as month_start_date
    from facts
  ),
  -- a customer is counted on the first day of the period on which they qualify, so days add up to distinct counts
  ordered_days as (
    select
      dimension,
      dimension_value,
      order_date as calendar_date,
      count(*) as orders,
      sum(gross_amount) as gross_amount,
      sum(net_amount) as net_amount,
      cast(0 as decimal(18, 4)) as refund_amount,
      sum(quantity) as units,
      count(*) filter (where customer_order_number = 1) as new_customers,
      count(*) filter (
        where customer_order_number >= 1 and (previous_order_date is null or previous_order_date < order_date)
      ) as day_customers,
      count(*) filter (
        where customer_order_number >= 1 and (previous_order_date is null or previous_order_date < week_start_date)
      ) as week_customers,
      count(*) filter (
        where customer_order_number >= 1 and (previous_order_date is null or previous_order_date < month_start_date)
      ) as month_customers,
      count(*) filter (
        where customer_order_number > 1
          and (previous_order_date is null or previous_order_date < order_date or previous_order_number = 1)
      ) as day_repeat_customers,
      count(*) filter (
        where customer_order_number > 1
          and (previous_order_date is null or previous_order_date < week_start_date or previous_order_number = 1)
      ) as week_repeat_customers,
      count(*) filter (
        where customer_order_number > 1
          and (previous_order_date is null or previous_order_date < month_start_date or previous_order_number = 1)
      ) as month_repeat_customers
    from placed
    group by dimension, dimension_value, order_date
  ),
  refund_facts as (
    select
      r.refund_date,
      r.amount,
      coalesce(o.channel, 'unknown') as channel,
      coalesce(c.country, 'unknown') as country,
      coalesce(o.store_id, 'unknown') as store_id
    from refunds as r
    left join orders as o on o.order_key = r.order_key
    left join customers as c on c.customer_id = coalesce(o.customer_id, r.customer_id)
  ),
  refund_values as (
    select 'all' as dimension, 'all' as dimension_value, refund_date, amount from refund_facts
    union all
    select 'channel' as dimension, channel as dimension_value, refund_date, amount from refund_facts
    union all
    select 'country' as dimension, country as dimension_value, refund_date, amount from refund_facts
    union all
    select 'store' as dimension, store_id as dimension_value, refund_date, amount from refund_facts
    union all
    select 'category' as dimension, 'unknown' as dimension_value, refund_date, amount from refund_facts
  ),
  -- days with orders, days with refunds, and for dimension all every day
  days as (
    select * from ordered_days
    union all
    -- a customer has one country, so the countries add up to all
    select
      'all' as dimension,
      'all' as dimension_value,
      calendar_date,
      orders,
      gross_amount,
      net_amount,
      refund_amount,
      units,
      new_customers,
      day_customers,
      week_customers,
      month_customers,
      day_repeat_customers,
      week_repeat_customers,
      month_repeat_customers
    from ordered_days
    where dimension = 'country'
    union all
    select
      dimension,
      dimension_value,
      refund_date as calendar_date,
      0 as orders,
      0 as gross_amount,
      0 as net_amount,
      amount as refund_amount,
      0 as units,
      0 as new_customers,
      0 as day_customers,
      0 as week_customers,
      0 as month_customers,
      0 as day_repeat_customers,
      0 as week_repeat_customers,
      0 as month_repeat_customers
    from refund_values
    union all
    select
      'all' as dimension,
      'all' as dimension_value,
      revenue_date as calendar_date,
      0 as orders,
      0 as gross_amount,
      0 as net_amount,
      0 as refund_amount,
      0 as units,
      0 as new_customers,
      0 as day_customers,
      0 as week_customers,
      0 as month_customers,
      0 as day_repeat_customers,
      0 as week_repeat_customers,
      0 as month_repeat_customers
    from daily_revenue
  ),
  period_kinds as (
    select period_kind
    from (values ('day'), ('week'), ('month')) as kinds (period_kind)
  ),
  periods as (
    select
      d.dimension,
      d.dimension_value,
      k.period_kind,
      case k.period_kind
        when 'day' then d.calendar_date
        when 'week' then cast(date_trunc('week', d.calendar_date) as date)
        else cast(date_trunc('month', d.calendar_date) as date)
      end as period_start,
      sum(d.orders) as orders,
      sum(coalesce(d.gross_amount, 0)) as gross_amount,
      sum(coalesce(d.net_amount, 0)) as net_amount,
      sum(coalesce(d.refund_amount, 0)) as refund_amount,
      sum(coalesce(d.units, 0)) as units,
      sum(d.new_customers) as new_customers,
      sum(case k.period_kind when 'day' then d.day_customers when 'week' then d.week_customers else d.month_customers end)
        as active_customers,
      sum(
        case k.period_kind
          when 'day' then d.day_repeat_customers
          when 'week' then d.week_repeat_customers
          else d.month_repeat_customers
        end
      ) as repeat_customers
    from days as d
    cross join period_kinds as k
    group by
      d.dimension,
      d.dimension_value,
      k.period_kind,
      case k.period_kind
        when 'day' then d.calendar_date
        when 'week' then cast(date_trunc('week', d.calendar_date) as date)
        else cast(date_trunc('month', d.calendar_date) as date)
      end
  ),
  metrics as (
    select metric
    from (
      values
        ('net_revenue'),
        ('gross_revenue'),
        ('refunds'),
        ('orders'),
        ('units'),
        ('active_customers'),
        ('new_customers'),
        ('average_order_value'),
        ('repeat_rate')
    ) as names (metric)
  )
select
  cast(m.metric as varchar) as metric,
  cast(p.dimension as varchar) as dimension,
  cast(p.dimension_value as varchar) as dimension_value,
  cast(p.period_kind as varchar) as period_kind,
  cast(p.period_start as date) as period_start,
  cast(
    case m.metric
      when 'net_revenue' then p.net_amount - p.refund_amount
      when 'gross_revenue' then p.gross_amount
      when 'refunds' then p.refund_amount
      when 'orders' then p.orders
      when 'units' then p.units
      when 'active_customers' then p.active_customers
      when 'new_customers' then p.new_customers
      when 'average_order_value' then p.net_amount
      when 'repeat_rate' then p.repeat_customers
    end as decimal(38, 4)
  ) as numerator,
  cast(
    case m.metric
      when 'average_order_value' then p.orders
      when 'repeat_rate' then p.active_customers
    end as decimal(38, 4)
  ) as denominator
from periods as p
cross join metrics as m
order by m.metric, p.dimension, p.dimension_value, p.period_kind, p.period_start
