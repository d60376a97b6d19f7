-- When a customer allowed or forbade a purpose on a channel, by the time of the decision.
-- Grain: customer × purpose × channel × interval
-- Keys: customer_id, purpose, channel, from_at
-- Notes: an interval ends where a different decision begins; the last has no end. Decisions of all source records of a
--   customer count together. A decision that names no channel is of channel all, and of every channel on which the customer
--   ever decided for that purpose; but a consent to all does not lift a withdrawal that names the channel. Of two
--   decisions at one moment one that names the channel counts, else the last landed. Decisions after the as-of date count
--   too: a withdrawal must never be overlooked.
with
  decisions as (
    select record_key, landed_seq, occurred_at, purpose, channel, legal_basis, policy_version, true as is_granted
    from stg_consent_granted
    union all
    select record_key, landed_seq, occurred_at, purpose, channel, legal_basis, policy_version, false as is_granted
    from stg_consent_withdrawn
  ),
  decided as (
    select
      i.customer_id,
      d.purpose,
      coalesce(d.channel, 'all') as channel,
      d.landed_seq,
      d.occurred_at,
      d.is_granted,
      d.legal_basis,
      d.policy_version
    from decisions as d
    join customer_identity as i on i.record_key = d.record_key
  ),
  channels as (
    select distinct customer_id, purpose, channel
    from decided
  ),
  ranked as (
    select
      c.customer_id,
      c.purpose,
      c.channel,
      d.channel = c.channel as is_named,
      d.occurred_at,
      d.is_granted,
      d.legal_basis,
      d.policy_version,
      row_number() over (
        partition by c.customer_id, c.purpose, c.channel, d.occurred_at
        order by d.channel = c.channel desc nulls last, d.landed_seq desc nulls last
      ) as place
    from channels as c
    -- the decisions on the channel and those on all
    join decided as d on d.customer_id = c.customer_id and d.purpose = c.purpose and d.channel in (c.channel, 'all')
  ),
  told as (
    select
      *,
      last_value(case when is_named then is_granted end ignore nulls) over (
        partition by customer_id, purpose, channel
        order by occurred_at nulls last
        rows between unbounded preceding and current row
      ) as is_granted_by_name
    from ranked
    where place = 1
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
    from told
    where is_named or not is_granted or coalesce(is_granted_by_name, true)
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
