-- Checks: churn_reliability
-- Severity: warn
-- Owner: data steward
-- Sentence: Over the horizon held out, chances of leaving were off by less than ten points on average.
select
  sum(customers * abs(probability - churned_rate)) / sum(customers) as calibration_error
from churn_reliability
having sum(customers * abs(probability - churned_rate)) / sum(customers) >= 0.1
