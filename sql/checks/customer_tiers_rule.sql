-- Checks: customer_tiers
-- Severity: error
-- Owner: data steward
-- Sentence: Each tier follows from the customer's own orders and revenue, and equal revenue has the same place.
with
  valued as (
    select
      customer_id,
      rank() over (order by net_revenue_12m desc nulls last) - 1 as larger,
      count(*) over () as customers
    from customer_tiers
    where orders > 0 and net_revenue_12m > 0
  ),
  expected as (
    select
      t.customer_id,
      t.tier,
      t.net_revenue_12m,
      t.orders_12m,
      v.larger,
      v.customers,
      case
        when t.orders = 0 then 'prospect'
        when days_between(l.first_order_date, a.as_of_date) <= s.new_days then 'new'
        when t.orders_12m >= s.gold_minimum_orders and v.larger < s.gold_share * v.customers then 'gold'
        when v.larger < (s.gold_share + s.silver_share) * v.customers then 'silver'
        else 'regular'
      end as expected_tier
    from customer_tiers as t
    inner join customer_lifecycle as l on l.customer_id = t.customer_id
    cross join settings as s
    cross join as_of as a
    left join valued as v on v.customer_id = t.customer_id
  )
select *
from expected
where tier <> expected_tier
