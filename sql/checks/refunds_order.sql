-- Checks: refunds
-- Severity: error
-- Owner: data engineering
-- Sentence: The order of a refund, where it is known, exists.
select
  f.order_key,
  count(*) as rows_affected
from refunds as f
anti join orders as p on p.order_key = f.order_key
where f.order_key is not null
group by f.order_key
