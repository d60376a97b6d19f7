-- Checks: customer_identity
-- Severity: error
-- Owner: data engineering
-- Sentence: A source record joins its customer by a known rule.
select
  rule,
  count(*) as rows_affected
from customer_identity
where rule not in ('own record', 'email', 'phone', 'loyalty_id', 'order', 'coupon', 'similarity', 'steward')
group by rule
