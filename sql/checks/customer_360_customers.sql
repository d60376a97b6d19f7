-- Checks: customer_360
-- Severity: error
-- Owner: data steward
-- Sentence: Every customer is here exactly once, and nobody else.
with
  present as (
    select
      customer_id,
      count(*) as times
    from customer_360
    group by customer_id
  )
select
  coalesce(c.customer_id, p.customer_id) as customer_id,
  p.times
from customers as c
full join present as p on p.customer_id = c.customer_id
where p.times is distinct from 1 or c.customer_id is null
