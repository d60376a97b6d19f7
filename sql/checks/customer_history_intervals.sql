-- Checks: customer_history
-- Severity: error
-- Owner: data engineering
-- Sentence: The intervals of a customer's history follow each other without a gap, and the last one is open.
with
  following as (
    select
      customer_id,
      valid_from_at,
      valid_to_at,
      is_current,
      lead(valid_from_at) over (partition by customer_id order by valid_from_at asc nulls last) as next_from_at
    from customer_history
  )
select
  customer_id,
  valid_from_at,
  valid_to_at
from following
where valid_to_at is distinct from next_from_at
  or is_current is distinct from (next_from_at is null)
  or valid_to_at <= valid_from_at
