-- Checks: customer_rfm
-- Severity: error
-- Owner: data steward
-- Sentence: Scores computed afresh from each customer's own recency, frequency and money are the published ones.
with
  cuts as (
    select
      percentile_cont(0.2) within group (order by recency_days) as recency_1,
      percentile_cont(0.4) within group (order by recency_days) as recency_2,
      percentile_cont(0.6) within group (order by recency_days) as recency_3,
      percentile_cont(0.8) within group (order by recency_days) as recency_4,
      percentile_cont(0.2) within group (order by frequency) as frequency_1,
      percentile_cont(0.4) within group (order by frequency) as frequency_2,
      percentile_cont(0.6) within group (order by frequency) as frequency_3,
      percentile_cont(0.8) within group (order by frequency) as frequency_4,
      percentile_cont(0.2) within group (order by cast(monetary as double)) as monetary_1,
      percentile_cont(0.4) within group (order by cast(monetary as double)) as monetary_2,
      percentile_cont(0.6) within group (order by cast(monetary as double)) as monetary_3,
      percentile_cont(0.8) within group (order by cast(monetary as double)) as monetary_4,
      -- the smallest step by which a value can lie above a cut, less than a fifth of the last digit for rounding
      case when count(*) filter (where monetary <> floor(monetary)) = 0 then 0.99999 else 0.00001 end as money_step
    from customer_rfm
  ),
  recomputed as (
    select
      r.customer_id,
      r.r_score,
      r.f_score,
      r.m_score,
      5
        - cast(r.recency_days >= c.recency_1 + 0.99999 as integer)
        - cast(r.recency_days >= c.recency_2 + 0.99999 as integer)
        - cast(r.recency_days >= c.recency_3 + 0.99999 as integer)
        - cast(r.recency_days >= c.recency_4 + 0.99999 as integer) as r_again,
      1
        + cast(r.frequency >= c.frequency_1 + 0.99999 as integer)
        + cast(r.frequency >= c.frequency_2 + 0.99999 as integer)
        + cast(r.frequency >= c.frequency_3 + 0.99999 as integer)
        + cast(r.frequency >= c.frequency_4 + 0.99999 as integer) as f_again,
      1
        + cast(cast(r.monetary as double) >= c.monetary_1 + c.money_step as integer)
        + cast(cast(r.monetary as double) >= c.monetary_2 + c.money_step as integer)
        + cast(cast(r.monetary as double) >= c.monetary_3 + c.money_step as integer)
        + cast(cast(r.monetary as double) >= c.monetary_4 + c.money_step as integer) as m_again
    from customer_rfm as r
    cross join cuts as c
    cross join settings as s
    -- by rank, scores follow from places alone; the tests of the models hold that
    where s.rfm_method = 'quantile'
  )
select *
from recomputed
where r_score is distinct from r_again
  or f_score is distinct from f_again
  or m_score is distinct from m_again
