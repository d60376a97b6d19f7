-- Checks: customer_identity
-- Severity: error
-- Owner: data steward
-- Sentence: Every source record belongs to a customer that exists.
select
  f.customer_id,
  count(*) as rows_affected
from customer_identity as f
anti join customers as p on p.customer_id = f.customer_id
where f.customer_id is not null
group by f.customer_id
