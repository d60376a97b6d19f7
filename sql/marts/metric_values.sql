-- Every figure of the KPI cards, as numerator and denominator, by day, ISO week and month and by one dimension.
-- Grain: metric × dimension value × period
-- Keys: metric, dimension, dimension_value, period_kind, period_start
-- Notes: value = numerator / denominator, or the numerator where there is no denominator. Money and counts of orders
--   add up over periods and values; counts of customers are distinct within their own value and period and do not.
--   Weeks begin on Monday. Dimension all has a row for every period from the first order or refund to the as-of date,
--   the others only where something happened. country is the customer's; an order of several categories counts once
--   in each; refunds have no category. What is not known stands under unknown, so each dimension adds up to all.
with
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
    from metric_days as d
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
