-- Checks: metric_values
-- Severity: error
-- Owner: data steward
-- Sentence: A rate lies between 0 and 1, and only averages and rates have a denominator.
select *
from metric_values
where (metric = 'repeat_rate' and (denominator is null or numerator < 0 or numerator > denominator))
  or (metric = 'average_order_value' and denominator is null)
  or (metric not in ('repeat_rate', 'average_order_value') and denominator is not null)
