-- Checks: customer_months
-- Severity: error
-- Owner: finance
-- Sentence: The months of a customer add up to all of that customer's orders.
-- Incremental: customer_id; customer_months: customer_id; orders: customer_id
with
  told as (
    select
      customer_id,
      sum(orders) as orders
    from customer_months
    group by customer_id
  ),
  counted as (
    select
      customer_id,
      count(*) as orders
    from orders
    where customer_id is not null
    group by customer_id
  )
select
  coalesce(t.customer_id, c.customer_id) as customer_id,
  t.orders as told,
  c.orders
from told as t
full join counted as c on c.customer_id = t.customer_id
where t.orders is distinct from c.orders
