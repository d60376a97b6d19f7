-- A source record is made again where its values changed, or it is read in another way as its source has one. A row of standard_* always says the same of its key, and only
-- records that changed need keys that were not there: rows that came and went touch nobody else.
create view touched_parts as
select record_id as part
from changed_record_values
union all
select record_id
from workspace.record_values
where source in (select source from changed_source_conventions)
union all
select null
where exists (select 1 from changed_standard_emails where false)
  or exists (select 1 from changed_standard_mail_domains where false)
  or exists (select 1 from changed_standard_phones where false)
  or exists (select 1 from changed_standard_names where false)
  or exists (select 1 from changed_standard_genders where false)
  or exists (select 1 from changed_standard_birth_dates where false)
  or exists (select 1 from changed_standard_companies where false)
  or exists (select 1 from changed_standard_addresses where false);

create view record_values as
from workspace.record_values
where record_id in (select part from touched_parts);
