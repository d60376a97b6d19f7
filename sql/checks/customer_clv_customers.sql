-- Checks: customer_clv
-- Severity: error
-- Owner: data steward
-- Sentence: Every customer with an order is here exactly once, and nobody else.
with
  present as (
    select
      customer_id,
      count(*) as times
    from customer_clv
    group by customer_id
  ),
  bought as (
    select distinct customer_id
    from purchase_days
  )
select
  coalesce(b.customer_id, p.customer_id) as customer_id,
  p.times
from bought as b
full join present as p on p.customer_id = b.customer_id
where p.times is distinct from 1 or b.customer_id is null
