-- Checks: product_affinity
-- Severity: error
-- Owner: data steward
-- Sentence: A product of a pair is in as many orders as the order lines say, and each pair stands once.
with
  sides as (
    select sku, sku_orders as orders, all_orders from product_affinity
    union
    select other_sku as sku, other_sku_orders as orders, all_orders from product_affinity
  ),
  sizes as (
    select
      version_landed_seq,
      count(distinct sku) as products
    from order_lines
    where sku is not null
    group by version_landed_seq
  ),
  facts as (
    select
      l.sku,
      count(distinct l.version_landed_seq) as orders
    from order_lines as l
    inner join sizes as s on s.version_landed_seq = l.version_landed_seq and s.products <= 50
    group by l.sku
  ),
  total as (
    select count(*) as orders
    from sizes
    where products <= 50
  )
select
  s.sku,
  s.orders as orders_stated,
  f.orders,
  s.all_orders as all_orders_stated,
  t.orders as all_orders
from sides as s
cross join total as t
left join facts as f on f.sku = s.sku
where s.orders is distinct from f.orders or s.all_orders is distinct from t.orders
union all
select
  sku,
  sku_orders,
  other_sku_orders,
  all_orders,
  orders_together
from product_affinity
where sku >= other_sku
