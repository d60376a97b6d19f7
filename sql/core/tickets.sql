-- Service tickets with when they were opened, first answered, resolved and reopened.
-- Grain: ticket (source × ticket_id)
-- Keys: ticket_key
-- Notes: a ticket known only from an update or a resolution was opened at the earliest time known. A resolution stands
--   until the ticket is opened again (open, pending, reopened); closing without a resolution counts as one; a ticket in any
--   other state has no resolved_at. first_resolved_at and first_reopened_at stay, whatever came after. Steps are in order of
--   their time, not of their arrival; of those at one moment the opening is first, then what landed first.
with
  steps as (
    select landed_seq, source, ticket_id, record_key, occurred_at, 0 as phase, 'open' as state, category, priority, channel,
      cast(null as timestamp) as first_response_at
    from stg_ticket_opened
    union all
    select landed_seq, source, ticket_id, record_key, occurred_at, 1 as phase, status as state, category, priority,
      channel, first_response_at
    from stg_ticket_updated
    union all
    select landed_seq, source, ticket_id, record_key, coalesce(resolved_at, occurred_at) as occurred_at, 1 as phase,
      'resolved' as state, category, priority, channel, first_response_at
    from stg_ticket_resolved
  ),
  owned as (
    select
      s.*,
      s.source || ' ' || s.ticket_id as ticket_key,
      s.state in ('open', 'pending', 'reopened') as is_opening,
      row_number() over (
        partition by s.source, s.ticket_id
        order by s.occurred_at asc nulls last, s.phase asc nulls last, s.landed_seq asc nulls last
      ) as step_order,
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
        order by step_order asc nulls last
      ) as state_before,
      max(case when is_opening then step_order end) over (partition by ticket_key) as last_opening
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
      max(o.occurred_at) filter (where o.state = 'resolved' and o.step_order > coalesce(s.last_opening, 0)) as resolved_at,
      max(o.occurred_at) filter (where o.state = 'closed' and o.step_order > coalesce(s.last_opening, 0)) as closed_at,
      min(o.occurred_at) filter (where o.state in ('resolved', 'closed')) as first_resolved_at,
      min(o.occurred_at) filter (where o.is_opening and s.state_before in ('resolved', 'closed')) as first_reopened_at,
      count(*) filter (where o.is_opening and s.state_before in ('resolved', 'closed')) as reopened_count,
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
  cast(case when last_state in ('resolved', 'closed') then coalesce(resolved_at, closed_at) end as timestamp) as resolved_at,
  cast(first_resolved_at as timestamp) as first_resolved_at,
  cast(first_reopened_at as timestamp) as first_reopened_at,
  cast(reopened_count as integer) as reopened_count,
  cast(category as varchar) as category,
  cast(priority as varchar) as priority,
  cast(channel as varchar) as channel,
  cast(coalesce(last_state, 'open') as varchar) as status
from merged
order by first_landed_seq
