-- The golden record: one row per customer, each field from the source record that survives.
-- Grain: customer
-- Keys: customer_id
-- Incremental: customer_id
-- Notes: customer_field_provenance says which record survives in each field and why; names are taken together from one
--   record, and so are addresses. A steward's correction (field.corrected) wins over every source, one that clears a field too
--   (it is '' in customer_corrections, and nothing is filled in). missing_fields names the fields without a valid value.
--   account_key is the company's account: the one that the surviving record's source has under account_id; else the only one
--   that has the id at all, where the company does not contradict it; else the only one that has the company's name, with its
--   legal form or, if none has that, without one.
with
  people as (
    select
      i.customer_id,
      min(r.record_id) as record_id,
      count(*) as records,
      min(r.first_seen_at) as first_seen_at,
      max(r.last_seen_at) as last_seen_at
    from customer_identity as i
    join source_records as r on r.record_id = i.record_id
    group by i.customer_id
  ),
  survivors as (
    select
      customer_id,
      max(record_id) filter (where field = 'name') as name_record_id,
      max(record_id) filter (where field = 'email') as email_record_id,
      max(record_id) filter (where field = 'phone') as phone_record_id,
      max(record_id) filter (where field = 'gender') as gender_record_id,
      max(record_id) filter (where field = 'birth_date') as birth_date_record_id,
      max(record_id) filter (where field = 'company') as company_record_id,
      max(record_id) filter (where field = 'job_title') as job_title_record_id,
      max(record_id) filter (where field = 'account_id') as account_id_record_id,
      max(record_id) filter (where field = 'account_owner') as account_owner_record_id,
      max(record_id) filter (where field = 'address') as address_record_id,
      max(record_id) filter (where field = 'acquisition_channel') as acquisition_channel_record_id,
      count(*) filter (where field = 'name' and not is_valid) as name_invalid,
      count(*) filter (where field = 'email' and not is_valid) as email_invalid,
      count(*) filter (where field = 'phone' and not is_valid) as phone_invalid,
      count(*) filter (where field = 'birth_date' and not is_valid) as birth_date_invalid,
      count(*) filter (where field = 'company' and not is_valid) as company_invalid,
      count(*) filter (where field = 'address' and not is_valid) as address_invalid
    from customer_field_provenance
    group by customer_id
  ),
  golden as (
    select
      m.customer_id,
      m.record_id,
      case
        when c.is_recomposed then whole_name(
          nullif(coalesce(c.family_name, n.family_name), ''),
          nullif(coalesce(c.given_name, n.given_name), '')
        )
        else nullif(coalesce(c.full_name, n.full_name), '')
      end as full_name,
      nullif(coalesce(c.given_name, n.given_name), '') as given_name,
      nullif(coalesce(c.family_name, n.family_name), '') as family_name,
      nullif(coalesce(c.email, e.email), '') as email,
      nullif(coalesce(c.phone, p.phone), '') as phone,
      nullif(coalesce(c.gender, g.gender, x.gender), '') as gender,
      case when c.birth_date is not null then try_cast(c.birth_date as date) else coalesce(b.birth_date, x.birth_date) end as birth_date,
      nullif(
        coalesce(c.company, co.company, case when x.is_company_of_account and c.account_id is null then oa.company end, x.company),
        ''
      ) as company,
      nullif(coalesce(c.job_title, j.job_title, x.job_title), '') as job_title,
      nullif(coalesce(c.account_id, ac.account_id), '') as account_id,
      nullif(
        coalesce(
          c.account_owner,
          ow.account_owner,
          case when x.is_owner_of_account and c.account_id is null then oa.owner end,
          x.account_owner
        ),
        ''
      ) as account_owner,
      case when c.account_id is null then oa.account_key end as own_account_key,
      c.account_id is not null as is_account_corrected,
      nullif(coalesce(c.company, co.company), '') as own_company,
      nullif(coalesce(c.country, a.country), '') as country,
      nullif(coalesce(c.province, a.province), '') as province,
      nullif(coalesce(c.city, a.city), '') as city,
      nullif(coalesce(c.district, a.district), '') as district,
      nullif(coalesce(c.street, a.street), '') as street,
      nullif(coalesce(c.detail, a.detail), '') as detail,
      nullif(coalesce(c.postal_code, a.postal_code), '') as postal_code,
      nullif(coalesce(c.acquisition_channel, ch.acquisition_channel, x.acquisition_channel), '') as acquisition_channel,
      m.records,
      m.first_seen_at,
      m.last_seen_at,
      coalesce(s.name_invalid, 0) as name_invalid,
      coalesce(s.email_invalid, 0) as email_invalid,
      coalesce(s.phone_invalid, 0) as phone_invalid,
      coalesce(s.birth_date_invalid, 0) as birth_date_invalid,
      coalesce(s.company_invalid, 0) as company_invalid,
      coalesce(s.address_invalid, 0) as address_invalid
    from people as m
    -- one row
    cross join field_fills as x
    -- every join finds at most one row
    left join survivors as s on s.customer_id = m.customer_id
    left join source_records as n on n.record_id = s.name_record_id
    left join source_records as e on e.record_id = s.email_record_id
    left join source_records as p on p.record_id = s.phone_record_id
    left join source_records as g on g.record_id = s.gender_record_id
    left join source_records as b on b.record_id = s.birth_date_record_id
    left join source_records as co on co.record_id = s.company_record_id
    left join source_records as j on j.record_id = s.job_title_record_id
    left join source_records as ac on ac.record_id = s.account_id_record_id
    left join accounts as oa on oa.source = ac.source and oa.account_id = ac.account_id
    left join source_records as ow on ow.record_id = s.account_owner_record_id
    left join source_records as a on a.record_id = s.address_record_id
    left join source_records as ch on ch.record_id = s.acquisition_channel_record_id
    left join customer_corrections as c on c.customer_id = m.customer_id and c.to_at is null
  ),
  -- names and ids by which one account alone is known
  named as (
    select distinct k.company_key
    from golden as g
    join company_keys as k on k.company = g.own_company
    where k.company_key is not null
  ),
  -- the accounts of a name, whatever their legal forms; a key without one is the least of them
  akin as (
    select
      n.company_key,
      a.account_key,
      n.company_key = company_stem(n.company_key) or a.company_key = n.company_key as is_as_said,
      max(a.company_key) over (partition by n.company_key) = company_stem(n.company_key) as is_without_form
    from named as n
    join accounts as a on company_stem(a.company_key) = company_stem(n.company_key)
  ),
  accounts_by_company as (
    select company_key, min(account_key) as account_key
    from akin
    where is_as_said or is_without_form
    group by company_key
    having count(distinct account_key) = 1
  ),
  accounts_by_id as (
    select account_id, min(account_key) as account_key, min(company_key) as company_key
    from accounts
    group by account_id
    having count(distinct account_key) = 1
  ),
  placed as (
    select
      g.*,
      case
        when g.own_account_key is not null then g.own_account_key
        when g.is_account_corrected then i.account_key
        when may_be_one_company(i.company_key, k.company_key) or k.company_key is null then i.account_key
      end as account_key_by_id,
      b.account_key as account_key_by_company
    from golden as g
    -- none or one each
    left join accounts_by_id as i on i.account_id = g.account_id
    left join company_keys as k on k.company = g.own_company
    left join accounts_by_company as b on b.company_key = k.company_key
  )
select
  cast(customer_id as varchar) as customer_id,
  cast(full_name as varchar) as full_name,
  cast(given_name as varchar) as given_name,
  cast(family_name as varchar) as family_name,
  cast(email as varchar) as email,
  cast(phone as varchar) as phone,
  cast(gender as varchar) as gender,
  cast(birth_date as date) as birth_date,
  cast(company as varchar) as company,
  cast(job_title as varchar) as job_title,
  cast(account_id as varchar) as account_id,
  cast(coalesce(account_key_by_id, account_key_by_company) as varchar) as account_key,
  cast(
    case
      when account_key_by_id is not null then 'account_id'
      when account_key_by_company is not null then 'company'
    end as varchar
  ) as account_rule,
  cast(account_owner as varchar) as account_owner,
  cast(country as varchar) as country,
  cast(province as varchar) as province,
  cast(city as varchar) as city,
  cast(district as varchar) as district,
  cast(street as varchar) as street,
  cast(detail as varchar) as detail,
  cast(postal_code as varchar) as postal_code,
  cast(acquisition_channel as varchar) as acquisition_channel,
  cast(records as integer) as records,
  cast(
    nullif(
      concat_ws(
        ', ',
        case when full_name is null or name_invalid > 0 then 'name' end,
        case when email is null or email_invalid > 0 then 'email' end,
        case when phone is null or phone_invalid > 0 then 'phone' end,
        case when gender is null then 'gender' end,
        case when birth_date is null or birth_date_invalid > 0 then 'birth_date' end,
        case when company is null or company_invalid > 0 then 'company' end,
        case when job_title is null then 'job_title' end,
        case when account_id is null then 'account_id' end,
        case when account_owner is null then 'account_owner' end,
        case
          when coalesce(country, province, city, district, street, detail, postal_code) is null or address_invalid > 0 then 'address'
        end,
        case when acquisition_channel is null then 'acquisition_channel' end
      ),
      ''
    ) as varchar
  ) as missing_fields,
  cast(first_seen_at as timestamp) as first_seen_at,
  cast(last_seen_at as timestamp) as last_seen_at
from placed
order by record_id
