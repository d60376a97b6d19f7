-- Checks: customer_rfm
-- Severity: error
-- Owner: data steward
-- Sentence: Every customer with an order has three scores from 1 to 5 and a named segment.
select *
from customer_rfm
where rfm_segment is null
  or r_score is null
  or f_score is null
  or m_score is null
  or r_score not between 1 and 5
  or f_score not between 1 and 5
  or m_score not between 1 and 5
  or recency_days < 0
