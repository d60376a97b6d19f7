-- A line is made again with its order, and where the catalogue calls its product otherwise: a new cost or price of a product
-- is in no line.
create view touched_parts as
with
  -- on one of the two sides alone: what differs, in the columns that are asked for
  renamed as (
    select sku
    from (select sku, name, category, count(*) as sides from changed_products group by all)
    where sides = 1
  )
select landed_seq as part
from changed_stg_purchase_lines
union all
select version_landed_seq
from changed_order_headers
union all
select landed_seq
from workspace.stg_purchase_lines
where sku in (select sku from renamed);

create view stg_purchase_lines as
from workspace.stg_purchase_lines
where landed_seq in (select part from touched_parts);

create view order_headers as
from workspace.order_headers
where version_landed_seq in (select part from touched_parts);
