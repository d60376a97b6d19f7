-- Checks: orders
-- Severity: warn
-- Owner: finance
-- Sentence: Discounts do not exceed what an order is worth.
select
  order_key,
  gross_amount,
  discount_amount,
  net_amount
from orders
where net_amount_original < 0
