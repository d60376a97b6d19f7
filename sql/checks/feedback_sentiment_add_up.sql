-- Checks: feedback_sentiment
-- Severity: error
-- Owner: customer service
-- Sentence: Comments by month and kind add up to all comments, and shares are 0 to 1.
with
  said as (
    select
      count(*) as comments,
      count(*) filter (where is_scored) as scored_comments
    from comments
  ),
  counted as (
    select
      coalesce(sum(comments), 0) as comments,
      coalesce(sum(scored_comments), 0) as scored_comments,
      count(*) filter (
        where not (coalesce(satisfied_rate, 0) between 0 and 1)
          or not (coalesce(dissatisfied_rate, 0) between 0 and 1)
          or coalesce(satisfied_rate + dissatisfied_rate, 0) > 1 + 1e-9
          or not (coalesce(positive_probability, 0) between 0 and 1)
      ) as bad_rates
    from feedback_sentiment
  )
select
  s.comments,
  c.comments as counted_comments,
  c.bad_rates
from said as s
cross join counted as c
where s.comments <> c.comments or s.scored_comments <> c.scored_comments or c.bad_rates > 0
