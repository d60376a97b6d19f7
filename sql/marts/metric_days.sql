-- Orders, money and customers by day and by one dimension: what metric_values adds up to weeks and months.
-- Grain: dimension value × day
-- Keys: dimension, dimension_value, calendar_date
-- Published: no
-- Incremental: calendar_date
-- Notes: a customer is counted on the first day of the day, week or month on which they qualify, so that days add up to
--   distinct customers. country is the customer's; an order of several categories counts once in each; refunds have no
--   category. What is not known stands under unknown. Dimension all has a row for every day from the first order or
--   refund to the as-of date.
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
    window by_channel as (partition by customer_id, coalesce(channel, 'unknown') order by customer_order_number nulls last)
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
    window by_store as (partition by customer_id, coalesce(store_id, 'unknown') order by customer_order_number nulls last)
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
  )
select
  cast(dimension as varchar) as dimension,
  cast(dimension_value as varchar) as dimension_value,
  cast(calendar_date as date) as calendar_date,
  cast(sum(coalesce(orders, 0)) as bigint) as orders,
  cast(sum(coalesce(gross_amount, 0)) as decimal(38, 4)) as gross_amount,
  cast(sum(coalesce(net_amount, 0)) as decimal(38, 4)) as net_amount,
  cast(sum(coalesce(refund_amount, 0)) as decimal(38, 4)) as refund_amount,
  cast(sum(coalesce(units, 0)) as decimal(38, 4)) as units,
  cast(sum(coalesce(new_customers, 0)) as bigint) as new_customers,
  cast(sum(coalesce(day_customers, 0)) as bigint) as day_customers,
  cast(sum(coalesce(week_customers, 0)) as bigint) as week_customers,
  cast(sum(coalesce(month_customers, 0)) as bigint) as month_customers,
  cast(sum(coalesce(day_repeat_customers, 0)) as bigint) as day_repeat_customers,
  cast(sum(coalesce(week_repeat_customers, 0)) as bigint) as week_repeat_customers,
  cast(sum(coalesce(month_repeat_customers, 0)) as bigint) as month_repeat_customers
from days
group by dimension, dimension_value, calendar_date
order by dimension, dimension_value, calendar_date
