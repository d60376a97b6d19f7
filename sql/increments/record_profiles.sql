-- A profile is made again where its source record changed, or what its orders tell. A row of standard_addresses
-- always says the same of its key, and only orders that changed need keys that were not there.
create view touched_parts as
select record_id as part
from changed_source_records
union all
select r.record_id
from workspace.source_records as r
where r.record_key in (select record_key from changed_record_purchases)
union all
select null
where exists (select 1 from changed_standard_addresses where false);

create view source_records as
from workspace.source_records
where record_id in (select part from touched_parts);
