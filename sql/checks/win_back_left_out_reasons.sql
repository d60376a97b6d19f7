-- Checks: win_back_left_out
-- Severity: error
-- Owner: data steward
-- Sentence: Everybody whom an offer is worth is either on the win-back list or left out for a reason that holds.
select
  coalesce(h.customer_id, l.customer_id) as customer_id,
  l.why
from (
  select
    u.customer_id,
    u.churn_band,
    u.warns_complaint,
    c.recency_days,
    c.marketing_consent,
    s.least_silence_days,
    w.customer_id as listed_id
  from customer_churn as u
  inner join customer_360 as c on c.customer_id = u.customer_id
  cross join churn_settings as s
  left join win_back as w on w.customer_id = u.customer_id
  where u.offer_gain > 0
) as h
full join win_back_left_out as l on l.customer_id = h.customer_id
where
  h.customer_id is null
  or (l.customer_id is null) = (h.listed_id is null)
  or (l.why = 'low' and h.churn_band <> 'low')
  or (l.why = 'recent' and (h.recency_days >= h.least_silence_days or h.warns_complaint))
  or (l.why = 'refused' and (h.marketing_consent <> 'refused' or h.warns_complaint))
