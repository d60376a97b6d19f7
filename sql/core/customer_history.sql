-- Contact fields, company and owner of a customer as they were at any time (type 2).
-- Grain: customer × interval of validity
-- Keys: customer_id, valid_from_at
-- Incremental: customer_id
-- Notes: by event time, from profile versions, deletions and corrections, by the rules by which customers is made: values in
--   the standard form, survivorship among what the records said by then, corrections from when they were made. Which records
--   are the customer's, which are in quarantine, and what is filled in, is as known today. What holds now (valid_to_at is
--   null) is what customers says. A record speaks from its first profile, one without any from when it was first seen.
--   Intervals have no gaps and do not overlap.
with
  members as (
    select
      i.customer_id,
      r.record_id,
      r.source,
      r.first_seen_at,
      r.updated_at,
      r.deleted_at_source_at
    from customer_identity as i
    join source_records as r on r.record_id = i.record_id
    anti join quarantined_records as q on q.record_id = r.record_id
  ),
  -- when a record said what: as now, and as before; a state_id below 0 is what it says now
  states as (
    select
      customer_id,
      - record_id as state_id,
      record_id,
      source,
      first_seen_at,
      coalesce(updated_at, first_seen_at) as from_at,
      deleted_at_source_at as to_at,
      coalesce(updated_at, first_seen_at - interval '100' year) as said_at
    from members
    union all
    select
      m.customer_id,
      v.landed_seq as state_id,
      m.record_id,
      m.source,
      m.first_seen_at,
      v.from_at,
      v.to_at,
      v.from_at as said_at
    from record_versions as v
    join members as m on m.record_id = v.record_id
  ),
  moments as (
    select customer_id, from_at as moment
    from states
    union
    select customer_id, to_at
    from states
    where to_at is not null
    union
    select customer_id, from_at
    from customer_corrections
  ),
  points as (
    select
      customer_id,
      moment,
      lead(moment) over (partition by customer_id order by moment asc nulls last) is null as is_last
    from moments
  ),
  -- what held at each time but the last: that is what customers says
  active as (
    select
      p.moment,
      s.*,
      event_order(s.said_at, s.record_id) as say,
      event_order(s.first_seen_at, s.record_id) as first_say
    from points as p
    join states as s on s.customer_id = p.customer_id and s.from_at <= p.moment and (s.to_at is null or s.to_at > p.moment)
    where not p.is_last
  ),
  involved as (
    select distinct state_id
    from active
  ),
  stated as (
    select
      - r.record_id as state_id,
      r.source,
      r.full_name,
      r.name_valid,
      r.given_name,
      r.family_name,
      r.email,
      r.email_key,
      r.email_valid,
      r.phone,
      r.phone_key,
      r.phone_valid,
      r.company,
      r.company_valid,
      r.job_title,
      r.account_id,
      r.account_owner,
      r.country,
      r.province,
      r.city,
      r.district,
      r.street,
      r.detail,
      r.postal_code,
      r.address_valid
    from source_records as r
    semi join involved as v on v.state_id = - r.record_id
    union all
    select
      v.landed_seq as state_id,
      v.source,
      n.value as full_name,
      n.is_valid as name_valid,
      case
        when n.is_valid and v.full_name is distinct from v.family_name then coalesce(v.given_name, n.given_name)
        else v.given_name
      end as given_name,
      case
        when n.is_valid and v.full_name is distinct from v.given_name then coalesce(v.family_name, n.family_name)
        else v.family_name
      end as family_name,
      case when e.raw is null then lower(v.email) else e.value end as email,
      email_key(case when e.raw is null then v.email else e.value end) as email_key,
      e.raw is null or e.is_valid as email_valid,
      case when t.raw is null then phone_key(v.phone) else t.value end as phone,
      phone_key(case when t.raw is null then v.phone else t.value end) as phone_key,
      t.raw is null or t.is_valid as phone_valid,
      c.company,
      c.is_valid as company_valid,
      clean_text(v.job_title) as job_title,
      v.account_id,
      v.account_owner,
      a.country,
      a.province,
      a.city,
      a.district,
      a.street,
      a.detail,
      a.postal_code,
      a.is_valid as address_valid
    from record_versions as v
    -- none or one each; a plain e-mail address or phone has none
    left join past_values as n on n.kind = 'name' and n.raw = v.full_name
    left join past_values as e on e.kind = 'email' and e.raw = v.email
    left join past_values as c on c.kind = 'company' and c.raw = v.company
    left join standard_addresses as a
      on a.address_key = address_key(v.country, v.province, v.city, v.district, v.postal_code, v.street)
    left join past_values as t on t.kind = 'phone' and t.raw = v.phone and t.region = phone_region(v.phone, a.region)
  ),
  spoken as (
    select
      a.customer_id,
      a.moment,
      a.say,
      a.first_say,
      t.*,
      cast(t.full_name is not null as integer) + cast(t.email is not null as integer) + cast(t.phone is not null as integer)
        + cast(t.company is not null as integer) + cast(t.job_title is not null as integer)
        + cast(t.account_id is not null as integer) + cast(t.account_owner is not null as integer)
        + cast(t.city is not null as integer) + cast(t.street is not null as integer) as fields
    from active as a
    join stated as t on t.state_id = a.state_id
  ),
  -- as in customer_field_provenance
  said as (
    select
      customer_id, moment, state_id, source, say, first_say, 'name' as field, lower(full_name) as said,
      coalesce(name_valid, false) as is_valid,
      cast(given_name is not null as integer) + cast(family_name is not null as integer) as parts
    from spoken
    where full_name is not null
    union all
    select
      customer_id, moment, state_id, source, say, first_say, 'email', coalesce(email_key, email), email_valid, fields
    from spoken
    where email is not null
    union all
    select
      customer_id, moment, state_id, source, say, first_say, 'phone', coalesce(phone_key, phone), phone_valid, fields
    from spoken
    where phone is not null
    union all
    select
      customer_id, moment, state_id, source, say, first_say, 'company', company, coalesce(company_valid, false), fields
    from spoken
    where company is not null
    union all
    select customer_id, moment, state_id, source, say, first_say, 'job_title', job_title, true, fields
    from spoken
    where job_title is not null
    union all
    select
      s.customer_id, s.moment, s.state_id, s.source, s.say, s.first_say, 'account_id',
      coalesce(a.account_key, s.account_id), true, s.fields
    from spoken as s
    left join accounts as a on a.source = s.source and a.account_id = s.account_id
    where s.account_id is not null
    union all
    select customer_id, moment, state_id, source, say, first_say, 'account_owner', account_owner, true, fields
    from spoken
    where account_owner is not null
    union all
    select
      customer_id, moment, state_id, source, say, first_say, 'address',
      concat_ws(' | ', country, province, city, district, street, detail, postal_code), coalesce(address_valid, false),
      cast(country is not null as integer) + cast(province is not null as integer) + cast(city is not null as integer)
        + cast(district is not null as integer) + cast(street is not null as integer) + cast(postal_code is not null as integer)
    from spoken
    where coalesce(country, province, city, district, street, detail, postal_code) is not null
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
        t.strategy, r.place, s.parts, count(*) over (partition by s.customer_id, s.moment, s.field, s.said), s.said
      ) as standing
    from usable as s
    -- one row each: a field has one strategy, and a source one place in it
    join strategies as t on t.field = s.field
    left join survivorship_rules as r on r.field = s.field and r.source = s.source
  ),
  preferred as (
    select
      customer_id,
      moment,
      field,
      max_by(state_id, survival_order(is_valid, standing, strategy, say, first_say)) as state_id
    from weighed
    group by customer_id, moment, field
  ),
  survivors as (
    select
      customer_id,
      moment,
      max(state_id) filter (where field = 'name') as name_id,
      max(state_id) filter (where field = 'email') as email_id,
      max(state_id) filter (where field = 'phone') as phone_id,
      max(state_id) filter (where field = 'company') as company_id,
      max(state_id) filter (where field = 'job_title') as job_title_id,
      max(state_id) filter (where field = 'account_id') as account_id_id,
      max(state_id) filter (where field = 'account_owner') as account_owner_id,
      max(state_id) filter (where field = 'address') as address_id
    from preferred
    group by customer_id, moment
  ),
  versions as (
    select
      p.customer_id,
      p.moment,
      case
        when k.is_recomposed then whole_name(
          nullif(coalesce(k.family_name, n.family_name), ''),
          nullif(coalesce(k.given_name, n.given_name), '')
        )
        else nullif(coalesce(k.full_name, n.full_name), '')
      end as full_name,
      nullif(coalesce(k.email, e.email), '') as email,
      nullif(coalesce(k.phone, t.phone), '') as phone,
      nullif(
        coalesce(k.company, c.company, case when x.is_company_of_account and k.account_id is null then oa.company end, x.company),
        ''
      ) as company,
      nullif(coalesce(k.job_title, j.job_title, x.job_title), '') as job_title,
      nullif(coalesce(k.account_id, ac.account_id), '') as account_id,
      nullif(
        coalesce(
          k.account_owner,
          ow.account_owner,
          case when x.is_owner_of_account and k.account_id is null then oa.owner end,
          x.account_owner
        ),
        ''
      ) as account_owner,
      nullif(coalesce(k.country, a.country), '') as country,
      nullif(coalesce(k.province, a.province), '') as province,
      nullif(coalesce(k.city, a.city), '') as city,
      nullif(coalesce(k.district, a.district), '') as district,
      nullif(coalesce(k.street, a.street), '') as street,
      nullif(coalesce(k.detail, a.detail), '') as detail,
      nullif(coalesce(k.postal_code, a.postal_code), '') as postal_code
    from points as p
    -- one row
    cross join field_fills as x
    -- every join finds at most one row
    left join survivors as s on s.customer_id = p.customer_id and s.moment = p.moment
    left join stated as n on n.state_id = s.name_id
    left join stated as e on e.state_id = s.email_id
    left join stated as t on t.state_id = s.phone_id
    left join stated as c on c.state_id = s.company_id
    left join stated as j on j.state_id = s.job_title_id
    left join stated as ac on ac.state_id = s.account_id_id
    left join accounts as oa on oa.source = ac.source and oa.account_id = ac.account_id
    left join stated as ow on ow.state_id = s.account_owner_id
    left join stated as a on a.state_id = s.address_id
    left join customer_corrections as k
      on k.customer_id = p.customer_id and k.from_at <= p.moment and coalesce(k.to_at, timestamp '9999-12-31') > p.moment
    where not p.is_last
    union all
    select
      c.customer_id,
      coalesce(p.moment, c.first_seen_at),
      c.full_name,
      c.email,
      c.phone,
      c.company,
      c.job_title,
      c.account_id,
      c.account_owner,
      c.country,
      c.province,
      c.city,
      c.district,
      c.street,
      c.detail,
      c.postal_code
    from customers as c
    -- one row, or none where all records are in quarantine
    left join points as p on p.customer_id = c.customer_id and p.is_last
  ),
  described as (
    select
      *,
      concat_ws(
        '|',
        coalesce(full_name, ''),
        coalesce(email, ''),
        coalesce(phone, ''),
        coalesce(company, ''),
        coalesce(job_title, ''),
        coalesce(account_id, ''),
        coalesce(account_owner, ''),
        coalesce(country, ''),
        coalesce(province, ''),
        coalesce(city, ''),
        coalesce(district, ''),
        coalesce(street, ''),
        coalesce(detail, ''),
        coalesce(postal_code, '')
      ) as state
    from versions
  ),
  compared as (
    select
      *,
      lag(state) over (partition by customer_id order by moment asc nulls last) as state_before
    from described
  ),
  final as (
    select
      *,
      lead(moment) over (partition by customer_id order by moment asc nulls last) as valid_to_at
    from compared
    where state_before is null or state <> state_before
  )
select
  cast(customer_id as varchar) as customer_id,
  cast(moment as timestamp) as valid_from_at,
  cast(valid_to_at as timestamp) as valid_to_at,
  cast(valid_to_at is null as boolean) as is_current,
  cast(full_name as varchar) as full_name,
  cast(email as varchar) as email,
  cast(phone as varchar) as phone,
  cast(company as varchar) as company,
  cast(job_title as varchar) as job_title,
  cast(account_id as varchar) as account_id,
  cast(account_owner as varchar) as account_owner,
  cast(country as varchar) as country,
  cast(province as varchar) as province,
  cast(city as varchar) as city,
  cast(district as varchar) as district,
  cast(street as varchar) as street,
  cast(detail as varchar) as detail,
  cast(postal_code as varchar) as postal_code
from final
order by customer_id, valid_from_at
