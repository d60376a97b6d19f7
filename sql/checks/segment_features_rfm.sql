-- Checks: segment_features
-- Severity: error
-- Owner: data steward
-- Sentence: On the as-of date the features say of a customer what the RFM table says.
select f.customer_id, f.recency_days, f.frequency, f.monetary
from segment_features as f
inner join as_of as a on a.as_of_date = f.month_end_date
full outer join customer_rfm as r on r.customer_id = f.customer_id
where f.recency_days is distinct from r.recency_days
  or f.frequency is distinct from r.frequency
  or f.monetary is distinct from r.monetary
