-- A customer's days are told again where they bought or were given back something, whether the refund names its order or not.
create view touched_parts as
select customer_id as part
from changed_orders
union all
select customer_id
from changed_refunds
union all
select customer_id
from workspace.orders
where order_key in (select order_key from changed_refunds);

create view orders as
from workspace.orders
where customer_id in (select part from touched_parts);

create view refunds as
from workspace.refunds
where customer_id in (select part from touched_parts)
  or order_key in (
    select order_key
    from workspace.orders
    where customer_id in (select part from touched_parts)
  );
