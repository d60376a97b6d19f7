-- Where a B2B or big-ticket sale stands. One row per landed event, typed.
-- Grain: event
-- Keys: landed_seq
with
  parsed as (
    select
      e.landed_seq,
      e.source,
      e.occurred_at,
      opportunity_updated(e.payload) as d
    from accepted_events as e
    where e.type = 'opportunity.updated'
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(source as varchar) as source,
  cast(occurred_at as timestamp) as occurred_at,
  cast(
    record_key(
      source,
      d.customer.customer_ref,
      d.customer.loyalty_id,
      email_key(d.customer.email),
      phone_key(d.customer.phone),
      d.customer.anonymous_id
    ) as varchar
  ) as record_key,
  cast(d.opportunity_id as varchar) as opportunity_id,
  cast(d.name as varchar) as name,
  cast(d.account_id as varchar) as account_id,
  cast(d.stage as varchar) as stage,
  cast(d.currency as varchar) as currency,
  try_cast(d.amount as decimal(18,4)) as amount,
  try_cast(d.probability as double) as probability,
  try_cast(d.expected_close_on as date) as expected_close_on,
  cast(d.owner as varchar) as owner
from parsed
order by landed_seq
