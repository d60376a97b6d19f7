-- When a customer allowed or forbade a purpose on a channel, by the time of the decision.
-- Grain: customer × purpose × channel × interval
-- Keys: customer_id, purpose, channel, from_at
-- Notes: an interval ends where a different decision begins; the last has no end. Decisions of all source records of a
--   customer count together. Of two decisions at one moment the last landed counts. Decisions after the as-of date count
--   too: a withdrawal must never be overlooked.
with
  decisions as (
    select record_key, landed_seq, occurred_at, purpose, channel, legal_basis, policy_version, true as is_granted
    from stg_consent_granted
    union all
    select record_key, landed_seq, occurred_at, purpose, channel, legal_basis, policy_version, false as is_granted
    from stg_consent_withdrawn
  ),
  ranked as (
    select
      i.customer_id,
      d.purpose,
      coalesce(d.channel, 'all') as channel,
      d.occurred_at,
      d.is_granted,
      d.legal_basis,
      d.policy_version,
      row_number() over (
        partition by i.customer_id, d.purpose, coalesce(d.channel, 'all'), d.occurred_at
        order by d.landed_seq desc nulls last
      ) as place
    from decisions as d
    join customer_identity as i on i.record_key = d.record_key
  ),
  compared as (
    select
      *,
      lag(is_granted) over (
        partition by customer_id, purpose, channel
        order by occurred_at nulls last
      ) as was_granted,
      lag(coalesce(legal_basis, '') || ' ' || coalesce(policy_version, '')) over (
        partition by customer_id, purpose, channel
        order by occurred_at nulls last
      ) as earlier_basis
    from ranked
    where place = 1
  ),
  changes as (
    select *
    from compared
    where was_granted is distinct from is_granted
      or earlier_basis is distinct from coalesce(legal_basis, '') || ' ' || coalesce(policy_version, '')
  )
select
  cast(customer_id as varchar) as customer_id,
  cast(purpose as varchar) as purpose,
  cast(channel as varchar) as channel,
  cast(occurred_at as timestamp) as from_at,
  cast(
    lead(occurred_at) over (
      partition by customer_id, purpose, channel
      order by occurred_at nulls last
    ) as timestamp
  ) as to_at,
  cast(is_granted as boolean) as is_granted,
  cast(legal_basis as varchar) as legal_basis,
  cast(policy_version as varchar) as policy_version
from changes
order by customer_id, purpose, channel, from_at
