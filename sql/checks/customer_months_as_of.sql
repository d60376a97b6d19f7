-- Checks: customer_months
-- Severity: error
-- Owner: data steward
-- Sentence: The last month of the history says of every customer what the RFM, tier and lifecycle tables say today.
with
  present as (
    select m.*
    from customer_months as m
    inner join as_of as a on a.as_of_date = m.month_end_date
  )
select
  coalesce(m.customer_id, r.customer_id) as customer_id,
  m.r_score,
  m.f_score,
  m.m_score,
  m.tier,
  m.lifecycle,
  r.rfm_code,
  t.tier as tier_today,
  l.lifecycle as lifecycle_today
from present as m
full join customer_rfm as r on r.customer_id = m.customer_id
left join customer_tiers as t on t.customer_id = coalesce(m.customer_id, r.customer_id)
left join customer_lifecycle as l on l.customer_id = coalesce(m.customer_id, r.customer_id)
where m.r_score is distinct from r.r_score
  or m.f_score is distinct from r.f_score
  or m.m_score is distinct from r.m_score
  or m.rfm_segment is distinct from r.rfm_segment
  or m.tier is distinct from t.tier
  or m.lifecycle is distinct from l.lifecycle
