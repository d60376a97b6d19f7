-- Business customers as each source last described them, and which of them are one company.
-- Grain: business account of a source
-- Keys: source, account_id
-- Notes: the last statement about it counts, by time and then by landing. Accounts of several sources whose company names have
--   one key (script, legal form, case and punctuation apart) are one company, and bear one account_key: that of the account
--   landed first, so that it does not change when others join it. Where a source has two accounts of the name, it is not
--   clear which is meant, and each keeps its own.
with
  ranked as (
    select
      *,
      row_number() over (
        partition by source, account_id
        order by occurred_at desc nulls last, landed_seq desc nulls last
      ) as place,
      min(landed_seq) over (partition by source, account_id) as first_landed_seq
    from stg_account_updated
  ),
  described as (
    select
      r.source,
      r.account_id,
      coalesce(k.value, r.company) as company,
      k.company_key,
      r.industry,
      r.size,
      r.owner,
      r.first_landed_seq,
      count(*) over (partition by r.source, k.company_key) as same_source
    from ranked as r
    -- none or one
    left join company_keys as k on k.company = r.company
    where r.place = 1
  ),
  clear as (
    select
      company_key,
      min(first_landed_seq) as first_landed_seq
    from described
    where company_key is not null
    group by company_key
    having max(same_source) = 1
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
from described as d
-- none or one
left join clear as c on c.company_key = d.company_key
order by source, account_id
