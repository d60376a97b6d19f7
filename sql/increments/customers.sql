-- A customer is made again where a record joined or left it, or one of its records changed. A correction takes effect
-- where some record spells its text, so with any changed record all corrected customers are looked at again.
create view touched_parts as
select customer_id as part
from changed_customer_identity
union all
select customer_id
from workspace.customer_identity
where record_id in (select record_id from changed_source_records)
union all
select customer_id
from changed_customer_field_provenance
union all
select i.customer_id
from workspace.customer_identity as i
where i.record_key in (select record_key from changed_stg_field_corrected)
union all
select i.customer_id
from workspace.customer_identity as i
where i.record_key in (select record_key from workspace.stg_field_corrected)
  and exists (select 1 from changed_source_records);

create view customer_field_provenance as
from workspace.customer_field_provenance
where customer_id in (select part from touched_parts);

create view customer_identity as
from workspace.customer_identity
where customer_id in (select part from touched_parts);
