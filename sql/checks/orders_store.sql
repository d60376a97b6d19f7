-- Checks: orders
-- Severity: warn
-- Owner: data steward
-- Sentence: The store that an order names is described.
select
  f.store_id,
  count(*) as rows_affected
from orders as f
anti join stores as p on p.store_id = f.store_id
where f.store_id is not null and exists (select 1 from stores)
group by f.store_id
