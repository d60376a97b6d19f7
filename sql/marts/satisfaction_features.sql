-- What lay behind every score of satisfaction or recommendation: the ticket it is about, and the customer's purchases and refunds before it.
-- Grain: CSAT or NPS answer of a known customer
-- Keys: landed_seq
-- Published: no
-- Notes: nothing after the answer counts. An answer that names no ticket has 0 in the columns of tickets; a ticket not yet
--   resolved has waited until the answer, one reopened before it until its last resolution. last_discount_rate is 0 to 1.
with
  answers as (
    select
      landed_seq,
      customer_id,
      survey,
      answered_at,
      answer_date,
      score,
      ticket_id
    from survey_answers
    where survey in ('csat', 'nps') and score is not null and customer_id is not null
  ),
  named_tickets as (
    select
      customer_id,
      ticket_id,
      min(opened_at) as opened_at,
      min(first_response_at) as first_response_at,
      max(resolved_at) as resolved_at,
      min(first_resolved_at) as first_resolved_at,
      min(first_reopened_at) as first_reopened_at
    from tickets
    where customer_id is not null and ticket_id is not null
    group by customer_id, ticket_id
  ),
  -- the ticket of an answer, as it stood then
  asked as (
    select
      a.landed_seq,
      t.opened_at,
      least(coalesce(t.first_response_at, a.answered_at), a.answered_at) as responded_at,
      coalesce(t.first_reopened_at < a.answered_at, false) as is_reopened,
      least(
        coalesce(
          case when t.first_reopened_at < a.answered_at then t.resolved_at else t.first_resolved_at end,
          a.answered_at
        ),
        a.answered_at
      ) as resolved_at
    from answers as a
    -- at most one
    inner join named_tickets as t
      on t.customer_id = a.customer_id and t.ticket_id = a.ticket_id and t.opened_at <= a.answered_at
  ),
  bought as (
    select
      a.landed_seq,
      count(*) as orders_before,
      max(o.order_date) as last_order_date,
      max_by(o.net_amount, event_order(o.ordered_at, o.version_landed_seq)) as last_order_value,
      max_by(o.gross_amount, event_order(o.ordered_at, o.version_landed_seq)) as last_gross_amount,
      max_by(o.discount_amount, event_order(o.ordered_at, o.version_landed_seq)) as last_discount_amount
    from answers as a
    inner join orders as o on o.customer_id = a.customer_id and o.ordered_at < a.answered_at
    where o.net_amount is not null
    group by a.landed_seq
  ),
  returned as (
    select
      a.landed_seq,
      count(*) as refunds
    from answers as a
    inner join refunds as r on r.customer_id = a.customer_id
    where r.refunded_at < a.answered_at and r.refund_date > add_days(a.answer_date, -90)
    group by a.landed_seq
  )
select
  cast(a.landed_seq as bigint) as landed_seq,
  cast(a.customer_id as varchar) as customer_id,
  cast(a.survey as varchar) as survey,
  cast(a.score as integer) as score,
  cast(case when a.ticket_id is null then 0 else 1 end as integer) as about_ticket,
  cast(coalesce(seconds_between(t.opened_at, t.responded_at), 0) / 3600 as double) as first_response_hours,
  cast(coalesce(seconds_between(t.opened_at, t.resolved_at), 0) / 86400 as double) as resolution_days,
  cast(case when t.is_reopened then 1 else 0 end as integer) as ticket_reopened,
  cast(coalesce(b.orders_before, 0) as integer) as orders_before,
  cast(coalesce(days_between(b.last_order_date, a.answer_date), 0) as integer) as days_since_order,
  cast(coalesce(b.last_order_value, 0) as decimal(18, 4)) as last_order_value,
  cast(coalesce(cast(b.last_discount_amount as double) / nullif(b.last_gross_amount, 0), 0) as double) as last_discount_rate,
  cast(case when coalesce(r.refunds, 0) > 0 then 1 else 0 end as integer) as refunded_90d
from answers as a
-- every join finds at most one row
left join asked as t on t.landed_seq = a.landed_seq
left join bought as b on b.landed_seq = a.landed_seq
left join returned as r on r.landed_seq = a.landed_seq
order by a.landed_seq
