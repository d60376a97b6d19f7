-- Checks: recommendations
-- Severity: error
-- Owner: marketing
-- Sentence: Every list counts from one without a gap, offers a product once, and every chance lies between 0 and 1.
select
  customer_id,
  count(*) as products,
  max(rank) as last_rank
from recommendations
group by customer_id
having min(rank) <> 1
  or max(rank) <> count(*)
  or count(distinct sku) <> count(*)
  or not coalesce(min(chance) >= 0 and max(chance) <= 1, false)
  or count(chance) <> count(*)
