-- Checks: customer_rfm
-- Severity: error
-- Owner: data steward
-- Sentence: Scores computed afresh from each customer's own recency, frequency and money are the published ones.
with
  ranked as (
    select
      customer_id,
      r_score,
      f_score,
      m_score,
      count(*) over () as customers,
      rank() over (order by recency_days nulls last) - 1 as more_recent,
      rank() over (order by frequency nulls last) - 1 as less_frequent,
      rank() over (order by monetary nulls last) - 1 as lower_value
    from customer_rfm
  ),
  steps as (
    select
      k,
      case when rfm_method = 'rank' then 0 else 1 end as is_quantile
    from settings
    cross join (values (1), (2), (3), (4)) as numbers (k)
  ),
  recomputed as (
    select
      r.customer_id,
      min(r.r_score) as r_score,
      min(r.f_score) as f_score,
      min(r.m_score) as m_score,
      5 - count(*) filter (where 5 * r.more_recent >= s.k * (r.customers - s.is_quantile) + s.is_quantile) as r_again,
      1 + count(*) filter (where 5 * r.less_frequent >= s.k * (r.customers - s.is_quantile) + s.is_quantile) as f_again,
      1 + count(*) filter (where 5 * r.lower_value >= s.k * (r.customers - s.is_quantile) + s.is_quantile) as m_again
    from ranked as r
    cross join steps as s
    group by r.customer_id
  )
select *
from recomputed
where r_score is distinct from r_again
  or f_score is distinct from f_again
  or m_score is distinct from m_again
