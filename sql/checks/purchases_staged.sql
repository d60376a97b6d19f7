-- Checks: orders
-- Severity: error
-- Owner: data engineering
-- Sentence: Every staged purchase up to the as-of date is an order, superseded by a later version, or cancelled.
with
  staged as (
    select
      count(*) as purchases,
      count(*) filter (where c.order_key is not null) as cancelled
    from stg_purchase_completed as p
    cross join as_of as a
    left join (
      select distinct x.source || ' ' || x.order_id as order_key
      from stg_purchase_cancelled as x
      cross join as_of as b
      where x.occurred_at < b.as_of_end_at
    ) as c on c.order_key = p.source || ' ' || p.order_id
    where p.occurred_at < a.as_of_end_at
  ),
  kept as (
    select
      count(*) as orders,
      cast(coalesce(sum(versions - 1), 0) as bigint) as superseded
    from orders
  )
select
  s.purchases,
  k.orders,
  k.superseded,
  s.cancelled
from staged as s
cross join kept as k
where s.purchases <> k.orders + k.superseded + s.cancelled
