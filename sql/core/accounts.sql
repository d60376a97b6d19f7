-- Business customers as each source last described them, and which of them are one company.
-- Grain: business account of a source
-- Keys: source, account_id
-- Notes: of each field the last statement counts, by time and then by landing; what one leaves out stays. Accounts of several
--   sources whose company names have one key (script, spelling of the legal form, case and punctuation apart) are one company,
--   and bear one account_key: that of the account landed first, so that it does not change when others join it. Companies of two
--   legal forms are two. A name without a legal form is the company of the name where there is one alone; where there are
--   several, it is not clear which is meant, nor is it where a source has two accounts of the name: then each keeps its own.
with
  said as (
    select
      *,
      event_order(occurred_at, landed_seq) as said_order
    from stg_account_updated
  ),
  latest as (
    select
      source,
      account_id,
      min(landed_seq) as first_landed_seq,
      max_by(company, said_order) filter (where company is not null) as company,
      max_by(industry, said_order) filter (where industry is not null) as industry,
      max_by(size, said_order) filter (where size is not null) as size,
      max_by(owner, said_order) filter (where owner is not null) as owner
    from said
    group by source, account_id
  ),
  described as (
    select
      l.source,
      l.account_id,
      coalesce(k.value, l.company) as company,
      k.company_key,
      l.industry,
      l.size,
      l.owner,
      l.first_landed_seq
    from latest as l
    -- none or one
    left join company_keys as k on k.company = l.company
  ),
  -- the legal forms under which companies of a name are known
  forms as (
    select
      company_stem(company_key) as stem,
      count(distinct company_key) as forms,
      min(company_key) as only_key
    from described
    where company_key <> company_stem(company_key)
    group by company_stem(company_key)
  ),
  -- meant_key is missing where several companies may be meant
  meant as (
    select
      d.*,
      case when d.company_key <> f.stem or f.stem is null then d.company_key when f.forms = 1 then f.only_key end as meant_key
    from described as d
    -- none or one
    left join forms as f on f.stem = company_stem(d.company_key)
  ),
  of_source as (
    select meant_key, source, count(*) as accounts
    from meant
    where meant_key is not null
    group by meant_key, source
  ),
  doubtful as (
    select distinct meant_key
    from of_source
    where accounts > 1
  ),
  clear as (
    select
      m.meant_key,
      min(m.first_landed_seq) as first_landed_seq
    from meant as m
    anti join doubtful as o on o.meant_key = m.meant_key
    where m.meant_key is not null
    group by m.meant_key
  )
select
  cast(d.source as varchar) as source,
  cast(d.account_id as varchar) as account_id,
  cast('a' || cast(coalesce(c.first_landed_seq, d.first_landed_seq) as varchar) as varchar) as account_key,
  cast(d.company as varchar) as company,
  cast(d.company_key as varchar) as company_key,
  cast(d.industry as varchar) as industry,
  cast(d.size as varchar) as size,
  cast(d.owner as varchar) as owner
from meant as d
-- none or one
left join clear as c on c.meant_key = d.meant_key
order by source, account_id
