-- Checks: win_back
-- Severity: error
-- Owner: data steward
-- Sentence: The list has everybody of a medium or high chance of leaving whom an offer is worth and who neither just bought nor refused marketing or has a complaint or an open ticket, and nobody else.
select
  coalesce(w.customer_id, h.customer_id) as customer_id,
  h.offer_gain,
  h.churn_band
from win_back as w
full join (
  select u.*
  from customer_churn as u
  inner join customer_360 as c on c.customer_id = u.customer_id
  cross join churn_settings as s
  where
    u.offer_gain > 0
    and u.churn_band in ('medium', 'high')
    and (u.warns_complaint or (c.recency_days >= s.least_silence_days and c.marketing_consent <> 'refused'))
) as h on h.customer_id = w.customer_id
where w.customer_id is null or h.customer_id is null
