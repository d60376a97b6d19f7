-- What is bought or given back in a month moves the revenue of that month and of the next.
create view touched_parts as
with
  changed as (
    select order_date as activity_date
    from changed_orders
    where customer_id is not null
    union all
    select refund_date
    from changed_refunds
    where customer_id is not null
  )
select cast(date_trunc('month', activity_date) as date) as part
from changed
union all
select cast(date_trunc('month', activity_date) + interval '1' month as date)
from changed;

-- the touched months and those before them, and the first order of all, with which the history begins
create view orders as
from workspace.orders
where cast(date_trunc('month', order_date) as date) in (select part from touched_parts)
  or cast(date_trunc('month', order_date) + interval '1' month as date) in (select part from touched_parts)
  or order_date = (select min(order_date) from workspace.orders where customer_id is not null);
