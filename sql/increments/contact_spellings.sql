-- What a record was known by is told again where any of it changed, or its address. A row of standard_addresses always says
-- the same of its key, and only records that changed need keys that were not there.
create view touched_parts as
select record_key as part
from changed_record_contacts
union all
select record_key
from changed_stg_profile_contacts
union all
select record_key
from changed_record_values
union all
select null
where exists (select 1 from changed_standard_addresses where false);

create view record_contacts as
from workspace.record_contacts
where record_key in (select part from touched_parts);

create view stg_profile_contacts as
from workspace.stg_profile_contacts
where record_key in (select part from touched_parts);

create view record_values as
from workspace.record_values
where record_key in (select part from touched_parts);
