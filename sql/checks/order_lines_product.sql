-- Checks: order_lines
-- Severity: warn
-- Owner: data steward
-- Sentence: The product that a line names is described.
select
  f.sku,
  count(*) as rows_affected
from order_lines as f
anti join products as p on p.sku = f.sku
where f.sku is not null and exists (select 1 from products)
group by f.sku
