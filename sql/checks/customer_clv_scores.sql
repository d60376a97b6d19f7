-- Checks: customer_clv
-- Severity: error
-- Owner: data steward
-- Sentence: Chances lie between 0 and 1, what is expected grows with the time, and no value is missing, negative or not a number.
select *
from customer_clv
where p_alive is null
  or not coalesce(p_alive between 0 and 1, false)
  or not coalesce(expected_orders_3m >= 0, false)
  or not coalesce(expected_orders_6m >= expected_orders_3m, false)
  or not coalesce(expected_orders_12m >= expected_orders_6m, false)
  or not coalesce(expected_orders_12m < 100000, false)
  or not coalesce(expected_margin_12m >= expected_margin_3m, false)
  or not coalesce(clv >= 0, false)
  or not coalesce(clv_low >= 0, false)
  or not coalesce(clv_high >= clv_low, false)
