-- Checks: data_quality
-- Severity: warn
-- Owner: data steward
-- Sentence: In the last seven days no rule failed on more than a fifth of at least a hundred rows.
-- Notes: recent_events is one row a source, and has a check of its own.
select
  q.rule,
  q.source,
  sum(q.rows_tested) as rows_tested,
  sum(q.rows_failed) as rows_failed
from data_quality as q
cross join as_of as a
where q.quality_date > add_days(a.as_of_date, -7) and q.rule not in ('order_customer_present', 'recent_events')
group by q.rule, q.source
having sum(q.rows_tested) >= 100 and 5 * sum(q.rows_failed) > sum(q.rows_tested)
