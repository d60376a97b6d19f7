-- Checks: customer_churn
-- Severity: error
-- Owner: data steward
-- Sentence: Every chance of leaving lies between 0 and 1 with its band and its value at risk, or none is known of anybody.
with
  known as (
    select max(churn_probability) is not null as is_known
    from customer_churn
  )
select h.*
from customer_churn as h
cross join known as k
where case
    when k.is_known
      then not coalesce(h.churn_probability between 0 and 1, false)
        or not coalesce(h.value_at_risk >= 0, false)
        or not coalesce(h.churn_band in ('low', 'medium', 'high'), false)
    else h.churn_probability is not null or h.value_at_risk is not null or h.churn_band is distinct from 'unknown'
  end
