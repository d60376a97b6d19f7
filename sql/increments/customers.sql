-- A customer is made again where a record joined or left it, one of its records changed, a steward corrected it, or
-- an account has its id or its company's name. A row of company_keys always says the same of its key.
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
from changed_customer_corrections
union all
select customer_id
from workspace.customers
where account_id in (select account_id from changed_accounts)
union all
select c.customer_id
from workspace.customers as c
join workspace.company_keys as k on k.company = c.company
where company_stem(k.company_key) in (select company_stem(company_key) from changed_accounts)
union all
select null
where exists (select 1 from changed_company_keys where false);

create view customer_field_provenance as
from workspace.customer_field_provenance
where customer_id in (select part from touched_parts);

create view customer_identity as
from workspace.customer_identity
where customer_id in (select part from touched_parts);

create view customer_corrections as
from workspace.customer_corrections
where customer_id in (select part from touched_parts);
