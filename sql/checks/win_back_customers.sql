-- Checks: win_back
-- Severity: error
-- Owner: data steward
-- Sentence: The list has everybody of a medium or high chance of leaving whom an offer is worth, and nobody else.
select
  coalesce(w.customer_id, h.customer_id) as customer_id,
  h.offer_gain,
  h.churn_band
from win_back as w
full join (
  select *
  from customer_churn
  where offer_gain > 0 and churn_band in ('medium', 'high')
) as h on h.customer_id = w.customer_id
where w.customer_id is null or h.customer_id is null
