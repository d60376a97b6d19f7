-- Source records that lack a field without which they are not to be believed: they keep their place, and their events
-- their customer, but say nothing of who the customer is.
-- Grain: source record × field that it lacks
-- Keys: record_id, field
-- Incremental: record_id; source_records: record_id
-- Notes: by the policy `drop` of identity.missing in the configuration.
with
  lacking as (
    select r.record_id, r.source, 'name' as field
    from source_records as r
    where r.full_name is null
    union all
    select r.record_id, r.source, 'email' as field
    from source_records as r
    where r.email is null
    union all
    select r.record_id, r.source, 'phone' as field
    from source_records as r
    where r.phone is null
    union all
    select r.record_id, r.source, 'gender' as field
    from source_records as r
    where r.gender is null
    union all
    select r.record_id, r.source, 'birth_date' as field
    from source_records as r
    where r.birth_date is null
    union all
    select r.record_id, r.source, 'company' as field
    from source_records as r
    where r.company is null
    union all
    select r.record_id, r.source, 'job_title' as field
    from source_records as r
    where r.job_title is null
    union all
    select r.record_id, r.source, 'account_id' as field
    from source_records as r
    where r.account_id is null
    union all
    select r.record_id, r.source, 'account_owner' as field
    from source_records as r
    where r.account_owner is null
    union all
    select r.record_id, r.source, 'address' as field
    from source_records as r
    where coalesce(r.country, r.province, r.city, r.district, r.street, r.postal_code) is null
    union all
    select r.record_id, r.source, 'acquisition_channel' as field
    from source_records as r
    where r.acquisition_channel is null
  )
select
  cast(l.record_id as bigint) as record_id,
  cast(l.source as varchar) as source,
  cast(l.field as varchar) as field,
  cast(l.field || ' is missing' as varchar) as reason
from lacking as l
-- one row a field
join missing_rules as m on m.field = l.field and m.policy = 'drop'
order by l.record_id, l.field
