-- Checks: product_affinity
-- Severity: error
-- Owner: data steward
-- Sentence: Support and confidence are shares, a pair is in no more orders than either product, by chance neither, and lift and leverage agree.
select
  sku,
  other_sku,
  support,
  confidence,
  other_confidence,
  lift,
  leverage,
  orders_together,
  expected_orders,
  z_score,
  lift_z_score
from product_affinity
where orders_together > sku_orders
  or orders_together > other_sku_orders
  or sku_orders > all_orders
  or other_sku_orders > all_orders
  or not coalesce(support > 0 and support <= confidence and confidence <= 1 and support <= other_confidence and other_confidence <= 1, false)
  or not coalesce(lift > 0 and abs(lift * (support - leverage) - support) < 0.000000001, false)
  or not coalesce(expected_orders > 0 and expected_orders <= least(sku_orders, other_sku_orders) + 0.000000001, false)
  or not coalesce(abs(z_score) < 1000000000 and z_score * (orders_together - expected_orders) >= 0, false)
  or not coalesce(abs(lift_z_score) < 1000000000 and lift_z_score * leverage >= 0, false)
