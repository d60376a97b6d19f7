-- Checks: customer_segments
-- Severity: error
-- Owner: data steward
-- Sentence: Every customer with an order appears exactly once, and nobody else.
select coalesce(s.customer_id, r.customer_id) as customer_id, s.customer_id as in_segments, r.customer_id as in_rfm
from customer_segments as s
full outer join customer_rfm as r on r.customer_id = s.customer_id
where s.customer_id is null
  or r.customer_id is null
