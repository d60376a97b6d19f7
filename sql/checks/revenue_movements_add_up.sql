-- Checks: revenue_movements
-- Severity: error
-- Owner: finance
-- Sentence: New, repeat, resurrected and churned revenue add up to the change from the month before.
with
  months as (
    select
      *,
      lag(net_revenue) over (order by month_start_date nulls last) as net_revenue_before
    from revenue_movements
  )
select *
from months
where new_revenue + repeat_revenue + resurrected_revenue + churned_revenue <> net_revenue - previous_net_revenue
  or previous_net_revenue <> coalesce(net_revenue_before, 0)
