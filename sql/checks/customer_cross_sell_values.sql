-- Checks: customer_cross_sell
-- Severity: error
-- Owner: marketing
-- Sentence: Chances of the next product lie between 0 and 1, no potential is missing or negative, and no customer was sold the product before.
select
  n.customer_id,
  n.next_sku,
  n.next_chance,
  n.cross_sell_potential
from customer_cross_sell as n
left join (
  select distinct
    customer_id,
    sku
  from order_lines
  where customer_id is not null and sku is not null
) as l on l.customer_id = n.customer_id and l.sku = n.next_sku
where not coalesce(n.next_chance between 0 and 1, n.next_sku is null)
  or not coalesce(n.cross_sell_potential >= 0, false)
  or l.sku is not null
