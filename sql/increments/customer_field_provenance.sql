-- A customer's provenance is told again where a record joined or left it, or one of its records changed, came into quarantine
-- or out of it, or was corrected, or where the account
-- that it names is described anew.
create view touched_parts as
select customer_id as part
from changed_customer_identity
union all
select customer_id
from workspace.customer_identity
where record_id in (select record_id from changed_source_records)
union all
select customer_id
from workspace.customer_identity
where record_id in (select record_id from changed_quarantined_records)
union all
select i.customer_id
from workspace.customer_identity as i
where i.record_key in (select record_key from changed_field_corrections)
union all
select i.customer_id
from workspace.customer_identity as i
join workspace.source_records as r on r.record_id = i.record_id
where (r.source, r.account_id) in (select (source, account_id) from changed_accounts);

create view customer_identity as
from workspace.customer_identity
where customer_id in (select part from touched_parts);
