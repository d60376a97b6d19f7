-- Which products are bought together more often than chance would have it.
-- Grain: pair of products bought together
-- Keys: sku, other_sku
-- Notes: each pair once, sku before other_sku. A basket is a live order, whoever placed it; it counts each product once, and
--   baskets of more than 50 products are left out: they are restocking, and would cost their square. Of the 500 products
--   in most orders, the pairs in at least 5 orders. support is the share of baskets with both; confidence the share of
--   the baskets with the first that have the other too; lift the support in units of what chance would give, 1 where they
--   have nothing to do with each other; leverage the difference of the two. z_score is that difference in standard
--   deviations of chance (hypergeometric): beyond 3 it is hardly chance. It is 0 for a product that is in every basket.
with
  bought as (
    select
      version_landed_seq,
      sku
    from order_lines
    where sku is not null
    group by version_landed_seq, sku
  ),
  sizes as (
    select
      version_landed_seq,
      count(*) as products
    from bought
    group by version_landed_seq
  ),
  baskets as (
    select
      version_landed_seq,
      products
    from sizes
    where products <= 50
  ),
  total as (
    select count(*) as orders
    from baskets
  ),
  counted as (
    select
      b.sku,
      count(*) as orders
    from bought as b
    -- one basket for each product bought
    inner join baskets as s on s.version_landed_seq = b.version_landed_seq
    group by b.sku
  ),
  placed as (
    select
      sku,
      orders,
      row_number() over (order by orders desc nulls last, sku nulls last) as place
    from counted
  ),
  frequent as (
    select
      sku,
      orders
    from placed
    where place <= 500 and orders >= 5
  ),
  kept as (
    select
      b.version_landed_seq,
      b.sku
    from bought as b
    inner join baskets as s on s.version_landed_seq = b.version_landed_seq and s.products > 1
    inner join frequent as f on f.sku = b.sku
  ),
  pairs as (
    select
      a.sku,
      b.sku as other_sku,
      count(*) as orders_together
    from kept as a
    -- the other products of the same basket
    inner join kept as b on b.version_landed_seq = a.version_landed_seq and a.sku < b.sku
    group by a.sku, b.sku
    having count(*) >= 5
  ),
  measured as (
    select
      p.sku,
      p.other_sku,
      p.orders_together,
      a.orders as sku_orders,
      b.orders as other_sku_orders,
      t.orders as all_orders,
      cast(a.orders as double) * cast(b.orders as double) / t.orders as expected_orders,
      cast(a.orders as double) / t.orders as sku_share,
      cast(b.orders as double) / t.orders as other_sku_share
    from pairs as p
    cross join total as t
    inner join frequent as a on a.sku = p.sku
    inner join frequent as b on b.sku = p.other_sku
  )
select
  cast(sku as varchar) as sku,
  cast(other_sku as varchar) as other_sku,
  cast(orders_together as bigint) as orders_together,
  cast(sku_orders as bigint) as sku_orders,
  cast(other_sku_orders as bigint) as other_sku_orders,
  cast(all_orders as bigint) as all_orders,
  cast(cast(orders_together as double) / all_orders as double) as support,
  cast(cast(orders_together as double) / sku_orders as double) as confidence,
  cast(cast(orders_together as double) / other_sku_orders as double) as other_confidence,
  cast(orders_together / expected_orders as double) as lift,
  cast((orders_together - expected_orders) / all_orders as double) as leverage,
  cast(
    case
      when sku_orders < all_orders and other_sku_orders < all_orders
        then (orders_together - expected_orders)
          / sqrt(expected_orders * (1 - sku_share) * (1 - other_sku_share) * all_orders / (all_orders - 1))
      else 0
    end as double
  ) as z_score
from measured
order by sku, other_sku
