-- A reference is told again where an event names it; the events that name it are few.
create view touched_parts as
select 'order ' || order_id as part
from changed_stg_purchase_completed
where order_id is not null
union
select 'order ' || order_id as part
from changed_stg_purchase_refunded
where order_id is not null
union
select 'order ' || order_id as part
from changed_stg_loyalty_points_earned
where order_id is not null
union
select 'order ' || order_id as part
from changed_stg_loyalty_points_redeemed
where order_id is not null
union
select 'order ' || order_id as part
from changed_stg_ticket_opened
where order_id is not null
union
select 'order ' || order_id as part
from changed_stg_complaint_filed
where order_id is not null
union
select 'order ' || order_id as part
from changed_stg_survey_answered
where order_id is not null
union
select 'coupon ' || coupon_code
from changed_stg_coupon_issued
where coupon_code is not null
union
select 'coupon ' || coupon_code
from changed_stg_coupon_redeemed
where coupon_code is not null
union
select 'coupon ' || coupon_code
from changed_stg_purchase_completed
where coupon_code is not null;

create view stg_complaint_filed as
from workspace.stg_complaint_filed
where 'order ' || order_id in (select part from touched_parts);

create view stg_coupon_issued as
from workspace.stg_coupon_issued
where 'coupon ' || coupon_code in (select part from touched_parts);

create view stg_coupon_redeemed as
from workspace.stg_coupon_redeemed
where 'coupon ' || coupon_code in (select part from touched_parts);

create view stg_loyalty_points_earned as
from workspace.stg_loyalty_points_earned
where 'order ' || order_id in (select part from touched_parts);

create view stg_loyalty_points_redeemed as
from workspace.stg_loyalty_points_redeemed
where 'order ' || order_id in (select part from touched_parts);

-- an order that comes for its coupon is told by its coupon alone
create view stg_purchase_completed as
select
  * replace (
    case when 'order ' || order_id in (select part from touched_parts) then order_id end as order_id,
    case when 'coupon ' || coupon_code in (select part from touched_parts) then coupon_code end as coupon_code
  )
from workspace.stg_purchase_completed
where 'order ' || order_id in (select part from touched_parts) or 'coupon ' || coupon_code in (select part from touched_parts);

create view stg_purchase_refunded as
from workspace.stg_purchase_refunded
where 'order ' || order_id in (select part from touched_parts);

create view stg_survey_answered as
from workspace.stg_survey_answered
where 'order ' || order_id in (select part from touched_parts);

create view stg_ticket_opened as
from workspace.stg_ticket_opened
where 'order ' || order_id in (select part from touched_parts);
