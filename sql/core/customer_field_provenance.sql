-- Where each field of the golden record comes from: the source record that gave it, by which rule, when it was last said, and
-- how many other records agree and disagree.
-- Grain: customer × field; names are one field, and so are addresses; a part that a steward corrected alone has a row too
-- Keys: customer_id, field
-- Incremental: customer_id
-- Notes: rule is the survivorship strategy of the field (most-recent, earliest, most-trusted, most-complete, most-frequent,
--   longest), steward (a correction, which wins over every source) or filled (no record gives a valid value). Under steward
--   and filled there is no record_id, and source is steward or configuration; agreeing and disagreeing hold every record that
--   says the field against the steward's word. A valid value survives before one that is not (is_valid). A record that was deleted at its
--   source, or quarantined, says nothing. disagreeing > 0 is a conflict that a steward should look at, unless the rule is
--   steward. since_at is when the record that gave the value was last updated (first seen, where it was not), when the steward
--   said it, or where it is filled, when the customer was first seen, or as of the account that its record names; since when
--   the customer has had the value is in customer_history.
with
  members as (
    select
      i.customer_id,
      r.*,
      event_order(coalesce(r.updated_at, r.first_seen_at - interval '100' year), r.record_id) as say,
      event_order(r.first_seen_at, r.record_id) as first_say,
      cast(r.full_name is not null as integer) + cast(r.email is not null as integer) + cast(r.phone is not null as integer)
        + cast(r.company is not null as integer) + cast(r.job_title is not null as integer)
        + cast(r.account_id is not null as integer) + cast(r.account_owner is not null as integer)
        + cast(r.city is not null as integer) + cast(r.street is not null as integer) as fields
    from customer_identity as i
    join source_records as r on r.record_id = i.record_id
    anti join quarantined_records as q on q.record_id = r.record_id
    where r.deleted_at_source_at is null
  ),
  said as (
    select
      customer_id, record_id, source, 'name' as field, lower(full_name) as said, coalesce(name_valid, false) as is_valid,
      cast(given_name is not null as integer) + cast(family_name is not null as integer) as parts, say, first_say, updated_at, first_seen_at
    from members
    where full_name is not null
    union all
    select
      customer_id, record_id, source, 'email', coalesce(email_key, email), email_valid,
      fields, say, first_say, updated_at, first_seen_at
    from members
    where email is not null
    union all
    select
      customer_id, record_id, source, 'phone', coalesce(phone_key, phone), phone_valid,
      fields, say, first_say, updated_at, first_seen_at
    from members
    where phone is not null
    union all
    select customer_id, record_id, source, 'gender', gender, true, fields, say, first_say, updated_at, first_seen_at
    from members
    where gender is not null
    union all
    select
      customer_id, record_id, source, 'birth_date', cast(birth_date as varchar), coalesce(birth_date_valid, false),
      fields, say, first_say, updated_at, first_seen_at
    from members
    where birth_date is not null
    union all
    select customer_id, record_id, source, 'company', company, coalesce(company_valid, false), fields, say, first_say, updated_at, first_seen_at
    from members
    where company is not null
    union all
    select customer_id, record_id, source, 'job_title', job_title, true, fields, say, first_say, updated_at, first_seen_at
    from members
    where job_title is not null
    union all
    -- accounts of one company are one
    select
      m.customer_id, m.record_id, m.source, 'account_id', coalesce(a.account_key, m.account_id), true,
      m.fields, m.say, m.first_say, m.updated_at, m.first_seen_at
    from members as m
    left join accounts as a on a.source = m.source and a.account_id = m.account_id
    where m.account_id is not null
    union all
    select
      customer_id, record_id, source, 'account_owner', account_owner, true,
      fields, say, first_say, updated_at, first_seen_at
    from members
    where account_owner is not null
    union all
    select
      customer_id, record_id, source, 'address',
      concat_ws(' | ', country, province, city, district, street, detail, postal_code), coalesce(address_valid, false),
      cast(country is not null as integer) + cast(province is not null as integer) + cast(city is not null as integer)
        + cast(district is not null as integer) + cast(street is not null as integer) + cast(postal_code is not null as integer),
      say, first_say, updated_at, first_seen_at
    from members
    where coalesce(country, province, city, district, street, detail, postal_code) is not null
    union all
    select
      customer_id, record_id, source, 'acquisition_channel', acquisition_channel, true,
      fields, say, first_say, updated_at, first_seen_at
    from members
    where acquisition_channel is not null
  ),
  -- a value that is not valid counts as missing in a field that the configuration fills
  usable as (
    select s.*
    from said as s
    left join missing_rules as m on m.field = s.field and m.policy = 'fill'
    where s.is_valid or m.field is null
  ),
  strategies as (
    select field, max(strategy) as strategy
    from survivorship_rules
    group by field
  ),
  weighed as (
    select
      s.*,
      t.strategy,
      survival_standing(
        t.strategy, r.place, s.parts, count(*) over (partition by s.customer_id, s.field, s.said), s.said
      ) as standing
    from usable as s
    -- one row each: a field has one strategy, and a source one place in it
    join strategies as t on t.field = s.field
    left join survivorship_rules as r on r.field = s.field and r.source = s.source
  ),
  preferred as (
    select
      *,
      survival_order(is_valid, standing, strategy, say, first_say) as preference
    from weighed
  ),
  survivors as (
    select
      customer_id,
      field,
      max_by(record_id, preference) as record_id,
      max_by(source, preference) as source,
      max_by(said, preference) as said,
      max(strategy) as strategy,
      max_by(coalesce(updated_at, first_seen_at), preference) as since_at,
      count(*) as records,
      count(*) filter (where is_valid) as valid_records
    from preferred
    group by customer_id, field
  ),
  agreements as (
    select p.customer_id, p.field
    from preferred as p
    join survivors as s on s.customer_id = p.customer_id and s.field = p.field and s.said = p.said
    union all
    -- an address agrees with one that says less or more, where no part that both say differs
    select p.customer_id, p.field
    from preferred as p
    join survivors as s on s.customer_id = p.customer_id and s.field = p.field and s.said <> p.said
    join source_records as r on r.record_id = p.record_id
    join source_records as o on o.record_id = s.record_id
    where p.field = 'address'
      and coalesce(r.country = o.country, true)
      and coalesce(r.province = o.province, true)
      and coalesce(r.city = o.city, true)
      and coalesce(r.district = o.district, true)
      and coalesce(r.street = o.street, true)
      and coalesce(r.detail = o.detail, true)
      and coalesce(r.postal_code = o.postal_code, true)
      and coalesce(
        r.country = o.country, r.province = o.province, r.city = o.city, r.district = o.district,
        r.street = o.street, r.detail = o.detail, r.postal_code = o.postal_code, false
      )
  ),
  agreeing as (
    select customer_id, field, count(*) as records
    from agreements
    group by customer_id, field
  ),
  -- a steward's last word on a field, as records' words are compared
  corrections as (
    select
      i.customer_id,
      case when f.field = 'full_name' then 'name' else f.field end as field,
      max(f.occurred_at) as since_at,
      max_by(
        case f.field
          when 'full_name' then lower(f.value)
          when 'email' then coalesce(email_key(f.value), f.value)
          when 'phone' then coalesce(phone_key(f.value), f.value)
          else coalesce(f.open_value, f.value)
        end,
        event_order(f.occurred_at, f.landed_seq)
      ) as said
    from field_corrections as f
    join customer_identity as i on i.record_key = f.record_key
    where f.is_valid and f.field = f.said_field
    group by i.customer_id, case when f.field = 'full_name' then 'name' else f.field end
  ),
  -- what records say of the fields that a steward corrected
  overruled as (
    select
      c.customer_id,
      c.field,
      c.said as corrected,
      case c.field
        when 'name' then lower(m.full_name)
        when 'given_name' then m.given_name
        when 'family_name' then m.family_name
        when 'email' then coalesce(m.email_key, m.email)
        when 'phone' then coalesce(m.phone_key, m.phone)
        when 'gender' then m.gender
        when 'birth_date' then cast(m.birth_date as varchar)
        when 'company' then m.company
        when 'job_title' then m.job_title
        when 'account_id' then m.account_id
        when 'account_owner' then m.account_owner
        when 'country' then m.country
        when 'province' then m.province
        when 'city' then m.city
        when 'district' then m.district
        when 'street' then m.street
        when 'detail' then m.detail
        when 'postal_code' then m.postal_code
        when 'acquisition_channel' then m.acquisition_channel
      end as said
    from corrections as c
    join members as m on m.customer_id = c.customer_id
  ),
  judged as (
    select customer_id, field, 1 as agreeing, 0 as disagreeing
    from overruled
    where said = corrected
    union all
    select customer_id, field, 0 as agreeing, 1 as disagreeing
    from overruled
    where said <> corrected
  ),
  compared as (
    select customer_id, field, sum(agreeing) as agreeing, sum(disagreeing) as disagreeing
    from judged
    group by customer_id, field
  ),
  fills as (
    select 'gender' as field
    from field_fills
    where gender is not null
    union all
    select 'birth_date' as field
    from field_fills
    where birth_date is not null
    union all
    select 'company' as field
    from field_fills
    where company is not null
    union all
    select 'job_title' as field
    from field_fills
    where job_title is not null
    union all
    select 'account_owner' as field
    from field_fills
    where account_owner is not null
    union all
    select 'acquisition_channel' as field
    from field_fills
    where acquisition_channel is not null
  ),
  -- what the account says that a customer's source names
  accounted as (
    select s.customer_id, s.since_at, a.company, a.owner
    from survivors as s
    join source_records as r on r.record_id = s.record_id
    join accounts as a on a.source = r.source and a.account_id = r.account_id
    anti join corrections as c on c.customer_id = s.customer_id and c.field = 'account_id'
    where s.field = 'account_id'
  ),
  owned as (
    select a.customer_id, 'company' as field, a.since_at
    from accounted as a
    cross join field_fills as x
    where x.is_company_of_account and a.company is not null
    union all
    select a.customer_id, 'account_owner' as field, a.since_at
    from accounted as a
    cross join field_fills as x
    where x.is_owner_of_account and a.owner is not null
  ),
  filled as (
    select i.customer_id, m.field, min(r.first_seen_at) as since_at
    from customer_identity as i
    join source_records as r on r.record_id = i.record_id
    cross join fills as m
    anti join survivors as s on s.customer_id = i.customer_id and s.field = m.field
    group by i.customer_id, m.field
    union all
    select o.customer_id, o.field, o.since_at
    from owned as o
    anti join survivors as s on s.customer_id = o.customer_id and s.field = o.field
  ),
  given as (
    select
      s.customer_id,
      s.field,
      s.record_id,
      s.source,
      s.strategy as rule,
      s.since_at,
      s.valid_records > 0 as is_valid,
      a.records - 1 as agreeing,
      s.records - a.records as disagreeing
    from survivors as s
    join agreeing as a on a.customer_id = s.customer_id and a.field = s.field
    anti join corrections as c on c.customer_id = s.customer_id and c.field = s.field
    union all
    select
      c.customer_id,
      c.field,
      null,
      'steward' as source,
      'steward' as rule,
      c.since_at,
      true as is_valid,
      coalesce(j.agreeing, 0) as agreeing,
      coalesce(j.disagreeing, 0) as disagreeing
    from corrections as c
    -- none or one
    left join compared as j on j.customer_id = c.customer_id and j.field = c.field
    union all
    select f.customer_id, f.field, null, 'configuration', 'filled', f.since_at, true, 0, 0
    from filled as f
    anti join corrections as c on c.customer_id = f.customer_id and c.field = f.field
  )
select
  cast(customer_id as varchar) as customer_id,
  cast(field as varchar) as field,
  cast(record_id as bigint) as record_id,
  cast(source as varchar) as source,
  cast(rule as varchar) as rule,
  cast(since_at as timestamp) as since_at,
  cast(is_valid as boolean) as is_valid,
  cast(agreeing as integer) as agreeing,
  cast(disagreeing as integer) as disagreeing
from given
order by customer_id, field
