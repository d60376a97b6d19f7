-- Service tickets with when they were opened, first answered and resolved.
-- Grain: ticket (source × ticket_id)
-- Keys: ticket_key
-- Notes: a ticket known only from an update or a resolution was opened at the earliest time known. A resolution stands
--   until the ticket is opened again; closing without a resolution counts as one.
with
  steps as (
    select landed_seq, source, ticket_id, record_key, occurred_at, 'open' as state, category, priority, channel,
      cast(null as timestamp) as first_response_at
    from stg_ticket_opened
    union all
    select landed_seq, source, ticket_id, record_key, occurred_at, status as state, category, priority,
      channel, first_response_at
    from stg_ticket_updated
    union all
    select landed_seq, source, ticket_id, record_key, coalesce(resolved_at, occurred_at) as occurred_at, 'resolved' as state,
      category, priority, channel, first_response_at
    from stg_ticket_resolved
  ),
  owned as (
    select
      s.*,
      s.source || ' ' || s.ticket_id as ticket_key,
      event_order(s.occurred_at, s.landed_seq) as step_order,
      i.customer_id
    from steps as s
    cross join as_of as a
    left join customer_identity as i on i.record_key = s.record_key
    where s.occurred_at < a.as_of_end_at
  ),
  states as (
    select
      landed_seq,
      lag(state) over (
        partition by ticket_key
        order by occurred_at nulls last, landed_seq nulls last
      ) as state_before
    from owned
    where state is not null
  ),
  merged as (
    select
      o.ticket_key,
      min(o.landed_seq) as first_landed_seq,
      min(o.source) as source,
      min(o.ticket_id) as ticket_id,
      max_by(o.customer_id, o.step_order) filter (where o.customer_id is not null) as customer_id,
      min(o.occurred_at) as opened_at,
      min(o.first_response_at) as first_response_at,
      max_by(o.state, o.step_order) filter (where o.state is not null) as last_state,
      max(o.occurred_at) filter (where o.state = 'resolved') as last_resolved_at,
      max(o.occurred_at) filter (where o.state = 'closed') as last_closed_at,
      count(*) filter (
        where s.state_before in ('resolved', 'closed') and o.state in ('open', 'pending', 'reopened')
      ) as reopened_count,
      max_by(o.category, o.step_order) filter (where o.category is not null) as category,
      max_by(o.priority, o.step_order) filter (where o.priority is not null) as priority,
      max_by(o.channel, o.step_order) filter (where o.channel is not null) as channel
    from owned as o
    left join states as s on s.landed_seq = o.landed_seq
    group by o.ticket_key
  )
select
  cast(ticket_key as varchar) as ticket_key,
  cast(source as varchar) as source,
  cast(ticket_id as varchar) as ticket_id,
  cast(customer_id as varchar) as customer_id,
  cast(opened_at as timestamp) as opened_at,
  cast(first_response_at as timestamp) as first_response_at,
  cast(
    case when last_state in ('resolved', 'closed') then coalesce(last_resolved_at, last_closed_at) end as timestamp
  ) as resolved_at,
  cast(reopened_count as integer) as reopened_count,
  cast(category as varchar) as category,
  cast(priority as varchar) as priority,
  cast(channel as varchar) as channel,
  cast(coalesce(last_state, 'open') as varchar) as status
from merged
order by first_landed_seq
