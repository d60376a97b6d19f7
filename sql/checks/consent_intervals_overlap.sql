-- Checks: consent_intervals
-- Severity: error
-- Owner: data protection officer
-- Sentence: Consent intervals of a customer, purpose and channel do not overlap.
with
  neighbours as (
    select
      customer_id,
      purpose,
      channel,
      from_at,
      to_at,
      lead(from_at) over (
        partition by customer_id, purpose, channel
        order by from_at nulls last
      ) as next_from_at
    from consent_intervals
  )
select *
from neighbours
where to_at <= from_at
  or (next_from_at is not null and (to_at is null or to_at > next_from_at))
