-- A customer's history is told again where a record joined or left it, or where one of its records said something new.
create view touched_parts as
select customer_id as part
from changed_customer_identity
union all
select customer_id
from workspace.customer_identity
where record_key in (select record_key from changed_stg_profile_updated)
union all
select customer_id
from workspace.customer_identity
where record_key in (select record_key from changed_stg_field_corrected);

create view customer_identity as
from workspace.customer_identity
where customer_id in (select part from touched_parts);
