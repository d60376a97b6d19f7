-- An order counts on its day, and the customer's next one in the same dimension value asks when it was: with a changed
-- order, or another category of one of its lines, all later days of its customer are made again. Of a changed customer
-- only the country matters.
create view touched_parts as
with
  -- on one of the two sides alone: what differs, in the columns that are asked for
  moved as (
    select customer_id
    from (select customer_id, country, count(*) as sides from changed_customers group by all)
    where sides = 1
  ),
  since as (
    select customer_id, min(order_date) as order_date
    from (
      select customer_id, order_date from changed_orders
      union all
      select customer_id, order_date from changed_order_lines
    )
    where customer_id is not null
    group by customer_id
  )
select order_date as part
from changed_orders
union all
select order_date
from changed_order_lines
union all
select o.order_date
from workspace.orders as o
join since as s on s.customer_id = o.customer_id and o.order_date >= s.order_date
union all
select order_date
from workspace.orders
where customer_id in (select customer_id from moved)
union all
select refund_date
from workspace.refunds
where customer_id in (select customer_id from moved)
  or order_key in (select order_key from workspace.orders where customer_id in (select customer_id from moved))
union all
select refund_date
from workspace.refunds
where order_key in (select order_key from changed_orders)
union all
select refund_date
from changed_refunds
union all
select revenue_date
from changed_daily_revenue;

-- all orders of whoever ordered on a touched day, the anonymous ones of the day, and those given back on it
create view orders as
from workspace.orders
where order_date in (select part from touched_parts)
  or customer_id in (
    select customer_id from workspace.orders where order_date in (select part from touched_parts)
  )
  or order_key in (select order_key from workspace.refunds where refund_date in (select part from touched_parts));

create view order_lines as
from workspace.order_lines
where version_landed_seq in (select version_landed_seq from temp.orders);
