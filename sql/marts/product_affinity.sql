-- Which products are bought together more often than chance would have it.
-- Grain: pair of products bought together
-- Keys: sku, other_sku
-- Notes: each pair once, sku before other_sku. A basket is a live order, whoever placed it; it counts each product once, and
--   baskets of more than 50 products are left out: they are restocking, and would cost their square. Of the 500 products
--   in most orders, the pairs in at least 5 orders. support is the share of baskets with both; confidence the share of
--   the baskets with the first that have the other too; lift and leverage are the quotient and the difference of the
--   support and the product of the two shares. That product is no measure of chance: it takes products to be put into
--   baskets one apart from the other, so where most baskets hold one product all lifts rise or fall together.
--   expected_orders is what chance gives: every basket keeps its number of products, and every product its number of
--   baskets of each size (margins as in Gionis et al. 2007, Assessing data mining results via swap randomization). Of m
--   baskets of k products, each product in a share π of them, two are together in m·π₁π₂·(c₁ + c₂)/2, where
--   c = (k − 1)/(k − 2π + Σπ²/k): the high-entropy joint inclusion probability of Brewer and Donadio 2003 (Survey
--   Methodology 29, 2), kept within what the margins allow. Baskets of one product tell nothing of pairs.
--   z_score is how far orders_together is from that, in standard deviations: the signed root of the deviance (Dunning
--   1993, Accurate methods for the statistics of surprise and coincidence), which is true of small numbers too. Sizes are
--   added up as strata (Mantel and Haenszel 1959); the variance of one is m/(m − 1) over the sum of the reciprocals of
--   the four expected cells, that of the hypergeometric distribution where nothing ties the two. It is 0 where the
--   margins leave chance no room, as for a product that is in every basket. lift_z_score is the same of the plain product
--   of shares, all baskets being one stratum. Neither account of chance is enough by itself: where most baskets hold one
--   product, plain lift tells products as tied that are not; and where products stand in for each other, as coffees of
--   which an order has one, baskets of two are always one of these and something else, so that by their sizes all such
--   pairs are more than chance. is_beyond_chance: both scores are above 3 and above √(2·ln(10·pairs)), for all pairs of
--   the products looked at: where chance is all there is, one table in twenty has any such pair, by ½·exp(−z²/2) for the
--   tail of the normal distribution and Bonferroni's inequality. How sure a pair is, is the lesser of the two scores.
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
  of_size as (
    select
      s.products,
      b.sku,
      count(*) as orders
    from bought as b
    inner join baskets as s on s.version_landed_seq = b.version_landed_seq and s.products > 1
    group by s.products, b.sku
  ),
  margins as (
    select
      products,
      cast(sum(orders) as double) / products as baskets,
      cast(sum(orders * orders) as double) as squares
    from of_size
    group by products
  ),
  included as (
    select
      o.products,
      o.sku,
      m.baskets,
      cast(o.orders as double) as orders,
      (o.products - 1) / (o.products - 2 * o.orders / m.baskets + m.squares / (m.baskets * m.baskets * o.products)) as weight
    from of_size as o
    inner join frequent as f on f.sku = o.sku
    inner join margins as m on m.products = o.products
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
  allotted as (
    select
      p.sku,
      p.other_sku,
      a.baskets,
      a.orders,
      b.orders as other_orders,
      least(
        a.orders,
        b.orders,
        greatest(
          a.orders + b.orders - a.baskets,
          a.orders * b.orders / a.baskets * (a.weight + b.weight) / 2
        )
      ) as together
    from pairs as p
    -- one row for each size of basket that has both products
    inner join included as a on a.sku = p.sku
    inner join included as b on b.sku = p.other_sku and b.products = a.products
  ),
  chance as (
    select
      sku,
      other_sku,
      sum(cast(together as decimal(28, 12))) as expected_orders,
      sum(
        cast(
          case
            when together > 0
              and together < orders
              and together < other_orders
              and together > orders + other_orders - baskets
              then baskets / (baskets - 1)
                / (
                  1 / together
                  + 1 / (orders - together)
                  + 1 / (other_orders - together)
                  + 1 / (baskets - orders - other_orders + together)
                )
            else 0
          end as decimal(28, 12)
        )
      ) as variance
    from allotted
    group by sku, other_sku
  ),
  bar as (
    -- ten times the number of pairs of them
    select greatest(3, sqrt(2 * ln(greatest(5 * cast(count(*) as double) * (count(*) - 1), 1)))) as least_z
    from frequent
  ),
  measured as (
    select
      p.sku,
      p.other_sku,
      p.orders_together,
      a.orders as sku_orders,
      b.orders as other_sku_orders,
      t.orders as all_orders,
      cast(a.orders as double) * cast(b.orders as double) / t.orders as apart_orders,
      cast(c.expected_orders as double) as expected_orders,
      cast(c.variance as double) as variance,
      g.least_z
    from pairs as p
    cross join total as t
    cross join bar as g
    inner join frequent as a on a.sku = p.sku
    inner join frequent as b on b.sku = p.other_sku
    -- each pair has its chance
    inner join chance as c on c.sku = p.sku and c.other_sku = p.other_sku
  ),
  varied as (
    -- of the four cells of all baskets, each the product of two shares
    select
      *,
      cast(sku_orders as double) * other_sku_orders / all_orders
        * (all_orders - sku_orders) * (all_orders - other_sku_orders) / all_orders / (all_orders - 1) as apart_variance
    from measured
  ),
  scored as (
    select
      *,
      case
        when variance = 0 then 0
        else sign(orders_together - expected_orders)
          * sqrt(
            greatest(orders_together * ln(orders_together / expected_orders) - orders_together + expected_orders, 0)
            * 2 * expected_orders / variance
          )
      end as z_score,
      case
        when sku_orders = all_orders or other_sku_orders = all_orders then 0
        else sign(orders_together - apart_orders)
          * sqrt(
            greatest(orders_together * ln(orders_together / apart_orders) - orders_together + apart_orders, 0)
            * 2 * apart_orders / apart_variance
          )
      end as lift_z_score
    from varied
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
  cast(orders_together / apart_orders as double) as lift,
  cast((orders_together - apart_orders) / all_orders as double) as leverage,
  cast(expected_orders as double) as expected_orders,
  cast(z_score as double) as z_score,
  cast(lift_z_score as double) as lift_z_score,
  cast(least(z_score, lift_z_score) > least_z as boolean) as is_beyond_chance
from scored
order by sku, other_sku
