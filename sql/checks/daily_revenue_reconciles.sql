-- Checks: daily_revenue
-- Severity: error
-- Owner: finance
-- Sentence: Order lines, orders and refunds, the revenue of the days and the KPI cards tell the same money, by day.
with
  told as (
    select 'lines' as teller, order_date as revenue_date, coalesce(net_amount, 0) as net_amount, 0 as refund_amount
    from order_lines
    union all
    select 'orders' as teller, order_date as revenue_date, coalesce(net_amount, 0) as net_amount, 0 as refund_amount
    from orders
    union all
    select 'orders' as teller, refund_date as revenue_date, 0 as net_amount, coalesce(amount, 0) as refund_amount
    from refunds
    union all
    select 'days' as teller, revenue_date, net_amount, refund_amount
    from daily_revenue
    union all
    select 'cards' as teller, period_start as revenue_date, numerator as net_amount, 0 as refund_amount
    from metric_values
    where dimension = 'all' and period_kind = 'day' and metric in ('net_revenue', 'refunds')
    union all
    select 'cards' as teller, period_start as revenue_date, 0 as net_amount, numerator as refund_amount
    from metric_values
    where dimension = 'all' and period_kind = 'day' and metric = 'refunds'
  ),
  days as (
    select
      revenue_date,
      coalesce(sum(net_amount) filter (where teller = 'lines'), 0) as line_amount,
      coalesce(sum(net_amount) filter (where teller = 'orders'), 0) as order_amount,
      coalesce(sum(net_amount) filter (where teller = 'days'), 0) as day_amount,
      coalesce(sum(net_amount) filter (where teller = 'cards'), 0) as card_amount,
      coalesce(sum(refund_amount) filter (where teller = 'orders'), 0) as refund_amount,
      coalesce(sum(refund_amount) filter (where teller = 'days'), 0) as day_refund_amount,
      coalesce(sum(refund_amount) filter (where teller = 'cards'), 0) as card_refund_amount
    from told
    group by revenue_date
  )
select *
from days
where line_amount <> order_amount
  or order_amount <> day_amount
  or day_amount <> card_amount
  or refund_amount <> day_refund_amount
  or day_refund_amount <> card_refund_amount
