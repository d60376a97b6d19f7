-- Checks: interactions
-- Severity: error
-- Owner: data steward
-- Sentence: The customer of an interaction exists.
select
  f.customer_id,
  count(*) as rows_affected
from interactions as f
anti join customers as p on p.customer_id = f.customer_id
where f.customer_id is not null
group by f.customer_id
