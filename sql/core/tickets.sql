-- Service tickets with when they were opened, first answered and resolved.
-- Grain: ticket (source × ticket_id)
-- Keys: ticket_key
-- Notes: a ticket known only from an update or a resolution was opened at the earliest time known. A ticket is reopened
--   by an event after its resolution; only a resolution that stands counts.
with
  steps as (
    select landed_seq, source, ticket_id, record_key, occurred_at, 'opened' as step, cast(null as varchar) as status,
      category, priority, channel, cast(null as timestamp) as first_response_at, cast(null as timestamp) as resolved_at
    from stg_ticket_opened
    union all
    select landed_seq, source, ticket_id, record_key, occurred_at, 'updated' as step, status,
      category, priority, channel, first_response_at, cast(null as timestamp) as resolved_at
    from stg_ticket_updated
    union all
    select landed_seq, source, ticket_id, record_key, occurred_at, 'resolved' as step, cast('resolved' as varchar) as status,
      category, priority, channel, first_response_at, resolved_at
    from stg_ticket_resolved
  ),
  counted as (
    select
      s.*,
      s.source || ' ' || s.ticket_id as ticket_key,
      event_order(s.occurred_at, s.landed_seq) as step_order,
      i.customer_id,
      lag(s.step) over (
        partition by s.source, s.ticket_id
        order by s.occurred_at nulls last, s.landed_seq nulls last
      ) as step_before
    from steps as s
    cross join as_of as a
    left join customer_identity as i on i.record_key = s.record_key
    where s.occurred_at < a.as_of_end_at
  ),
  merged as (
    select
      ticket_key,
      min(landed_seq) as first_landed_seq,
      min(source) as source,
      min(ticket_id) as ticket_id,
      max_by(customer_id, step_order) filter (where customer_id is not null) as customer_id,
      coalesce(min(occurred_at) filter (where step = 'opened'), min(occurred_at)) as opened_at,
      min(first_response_at) as first_response_at,
      max_by(step, step_order) as last_step,
      max_by(status, step_order) filter (where status is not null) as last_status,
      max(coalesce(resolved_at, occurred_at)) filter (where step = 'resolved') as last_resolved_at,
      count(*) filter (where step <> 'resolved' and step_before = 'resolved') as reopened_count,
      max_by(category, step_order) filter (where category is not null) as category,
      max_by(priority, step_order) filter (where priority is not null) as priority,
      max_by(channel, step_order) filter (where channel is not null) as channel
    from counted
    group by ticket_key
  )
select
  cast(ticket_key as varchar) as ticket_key,
  cast(source as varchar) as source,
  cast(ticket_id as varchar) as ticket_id,
  cast(customer_id as varchar) as customer_id,
  cast(opened_at as timestamp) as opened_at,
  cast(first_response_at as timestamp) as first_response_at,
  cast(case when last_step = 'resolved' then last_resolved_at end as timestamp) as resolved_at,
  cast(reopened_count as integer) as reopened_count,
  cast(category as varchar) as category,
  cast(priority as varchar) as priority,
  cast(channel as varchar) as channel,
  cast(case when last_step = 'resolved' then 'resolved' else 'open' end as varchar) as status
from merged
order by first_landed_seq
