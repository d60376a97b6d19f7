-- A record's identifiers are told again where what it was known by changed. A row of standard_* always says the same of its
-- key, so rows that came and went touch nobody else.
create view touched_parts as
select record_id as part
from changed_contact_spellings
union all
select record_id
from changed_record_values
union all
select record_id
from workspace.record_values
where record_key in (select record_key from changed_record_contacts)
union all
select null
where exists (select 1 from changed_standard_emails where false)
  or exists (select 1 from changed_standard_phones where false);

create view contact_spellings as
from workspace.contact_spellings
where record_id in (select part from touched_parts);

create view record_values as
from workspace.record_values
where record_id in (select part from touched_parts);
