-- Source records that lack a field without which they are not to be believed: they keep their place, and their events
-- their customer, but say nothing of who the customer is.
-- Grain: source record × field that it lacks
-- Keys: record_id, field
-- Incremental: record_id; source_records: record_id
-- Notes: by the policy `drop` of identity.missing in the configuration. What is not valid is lacking too; the reason says why.
with
  lacking as (
    select r.record_id, r.source, 'name' as field, r.name_reason as why
    from source_records as r
    where r.full_name is null or not r.name_valid
    union all
    select r.record_id, r.source, 'email' as field, r.email_reason as why
    from source_records as r
    where r.email is null or not r.email_valid
    union all
    select r.record_id, r.source, 'phone' as field, r.phone_reason as why
    from source_records as r
    where r.phone is null or not r.phone_valid
    union all
    select r.record_id, r.source, 'gender' as field, r.gender_reason as why
    from source_records as r
    where r.gender is null
    union all
    select r.record_id, r.source, 'birth_date' as field, r.birth_date_reason as why
    from source_records as r
    where r.birth_date is null or not r.birth_date_valid
    union all
    select r.record_id, r.source, 'company' as field, r.company_reason as why
    from source_records as r
    where r.company is null or not r.company_valid
    union all
    select r.record_id, r.source, 'job_title' as field, cast(null as varchar) as why
    from source_records as r
    where r.job_title is null
    union all
    select r.record_id, r.source, 'account_id' as field, cast(null as varchar) as why
    from source_records as r
    where r.account_id is null
    union all
    select r.record_id, r.source, 'account_owner' as field, cast(null as varchar) as why
    from source_records as r
    where r.account_owner is null
    union all
    select r.record_id, r.source, 'address' as field, r.address_reason as why
    from source_records as r
    where coalesce(r.country, r.province, r.city, r.district, r.street, r.detail, r.postal_code) is null or not r.address_valid
    union all
    select r.record_id, r.source, 'acquisition_channel' as field, cast(null as varchar) as why
    from source_records as r
    where r.acquisition_channel is null
  )
select
  cast(l.record_id as bigint) as record_id,
  cast(l.source as varchar) as source,
  cast(l.field as varchar) as field,
  cast(
    case
      when l.why is null then l.field || ' is missing'
      else l.field || ' is not valid (' || replace(l.why, '_', ' ') || ')'
    end as varchar
  ) as reason
from lacking as l
-- one row a field
join missing_rules as m on m.field = l.field and m.policy = 'drop'
order by l.record_id, l.field
