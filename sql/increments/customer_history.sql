-- A customer's history is told again where a record joined or left it, where one of its records said something new, came into
-- quarantine or out of it, where a steward corrected it, or an account that it named is described anew. A row of past_values or
-- standard_addresses always says the same of its key, and only versions that came need new ones.
create view touched_parts as
select customer_id as part
from changed_customer_identity
union all
select customer_id
from changed_customers
union all
select customer_id
from changed_customer_corrections
union all
select customer_id
from workspace.customer_identity
where record_id in (select record_id from changed_source_records)
union all
select customer_id
from workspace.customer_identity
where record_id in (select record_id from changed_record_versions)
union all
select customer_id
from workspace.customer_identity
where record_id in (select record_id from changed_quarantined_records)
union all
select i.customer_id
from workspace.customer_identity as i
join workspace.source_records as r on r.record_id = i.record_id
where (r.source, r.account_id) in (select (source, account_id) from changed_accounts)
union all
select i.customer_id
from workspace.customer_identity as i
join workspace.record_versions as v on v.record_id = i.record_id
where (v.source, v.account_id) in (select (source, account_id) from changed_accounts)
union all
select null
where exists (select 1 from changed_past_values where false)
  or exists (select 1 from changed_standard_addresses where false);

create view customer_identity as
from workspace.customer_identity
where customer_id in (select part from touched_parts);

create view customers as
from workspace.customers
where customer_id in (select part from touched_parts);

create view customer_corrections as
from workspace.customer_corrections
where customer_id in (select part from touched_parts);

create view record_versions as
from workspace.record_versions
where record_id in (
  select record_id
  from workspace.customer_identity
  where customer_id in (select part from touched_parts)
);
