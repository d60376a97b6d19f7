-- A customer is made again where a record joined or left it, one of its records changed, or a steward corrected it.
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
select customer_id
from changed_customer_corrections;

create view customer_field_provenance as
from workspace.customer_field_provenance
where customer_id in (select part from touched_parts);

create view customer_identity as
from workspace.customer_identity
where customer_id in (select part from touched_parts);

create view customer_corrections as
from workspace.customer_corrections
where customer_id in (select part from touched_parts);
