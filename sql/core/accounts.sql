-- Business customers as last described.
-- Grain: business account
-- Keys: account_id
-- Notes: the last statement about it counts, by time and then by landing.
with
  ranked as (
    select
      *,
      row_number() over (partition by account_id order by occurred_at desc nulls last, landed_seq desc nulls last) as place
    from stg_account_updated
  )
select
  cast(account_id as varchar) as account_id,
  cast(company as varchar) as company,
  cast(industry as varchar) as industry,
  cast(size as varchar) as size,
  cast(owner as varchar) as owner
from ranked
where place = 1
order by account_id
