-- Checks: customer_lifecycle
-- Severity: error
-- Owner: data steward
-- Sentence: The lifecycle is one of the seven named, and only a customer without an order is a prospect.
select *
from customer_lifecycle
where lifecycle not in ('prospect', 'new', 'active', 'at_risk', 'dormant', 'lost', 'resurrected')
  or (lifecycle = 'prospect') <> (last_order_date is null)
