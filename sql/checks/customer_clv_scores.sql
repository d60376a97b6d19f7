-- Checks: customer_clv
-- Severity: error
-- Owner: data steward
-- Sentence: Chances lie between 0 and 1, what is expected grows with the time, and no value is missing, negative or not a number; without a model there is no chance and no interval, and where a model has nobody leave, no chance.
select *
from customer_clv
where not (coalesce(p_alive between 0 and 1, false) or (p_alive is null and model in ('none', 'past_rate', 'nbd', 'bg-nbd')))
  or not coalesce(expected_orders_3m >= 0, false)
  or not coalesce(expected_orders_6m >= expected_orders_3m, false)
  or not coalesce(expected_orders_12m >= expected_orders_6m, false)
  or not coalesce(expected_orders_12m < 100000, false)
  or not coalesce(expected_margin_12m >= expected_margin_3m, false)
  or not coalesce(clv >= 0, false)
  or not (coalesce(clv_low between 0 and clv_high, false) or (clv_low is null and clv_high is null and model in ('none', 'past_rate')))
