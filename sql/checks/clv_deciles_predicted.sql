-- Checks: clv_deciles
-- Severity: warn
-- Owner: data steward
-- Sentence: In the holdout, all purchases expected are within a third of those that came.
with
  sums as (
    select
      sum(cast(customers * predicted_orders as decimal(18, 4))) as predicted,
      sum(cast(customers * realised_orders as decimal(18, 4))) as realised
    from clv_deciles
  )
select *
from sums
where abs(predicted - realised) > realised / 3
