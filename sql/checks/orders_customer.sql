-- Checks: orders
-- Severity: error
-- Owner: data steward
-- Sentence: The customer of an order exists.
select
  f.customer_id,
  count(*) as rows_affected
from orders as f
anti join customers as p on p.customer_id = f.customer_id
where f.customer_id is not null
group by f.customer_id
