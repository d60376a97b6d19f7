-- Movements of loyalty points with the running balance of the customer.
-- Grain: points event
-- Keys: landed_seq
-- Notes: redeemed points are negative. A balance adds up the movements of all of a customer's source records.
with
  movements as (
    select landed_seq, occurred_at, record_key, 'earned' as movement, points
    from stg_loyalty_points_earned
    union all
    select landed_seq, occurred_at, record_key, 'redeemed' as movement, -points as points
    from stg_loyalty_points_redeemed
  ),
  owned as (
    select
      m.*,
      i.customer_id
    from movements as m
    cross join as_of as a
    join customer_identity as i on i.record_key = m.record_key
    where m.occurred_at < a.as_of_end_at
  )
select
  cast(landed_seq as bigint) as landed_seq,
  cast(customer_id as varchar) as customer_id,
  cast(occurred_at as timestamp) as moved_at,
  cast(movement as varchar) as movement,
  cast(points as decimal(18, 4)) as points,
  cast(
    sum(points) over (
      partition by customer_id
      order by occurred_at nulls last, landed_seq nulls last
      rows between unbounded preceding and current row
    ) as decimal(18, 4)
  ) as balance
from owned
order by landed_seq
