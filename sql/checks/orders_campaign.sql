-- Checks: orders
-- Severity: warn
-- Owner: marketing
-- Sentence: The campaign that an order names is described.
select
  f.campaign_id,
  count(*) as rows_affected
from orders as f
anti join campaigns as p on p.campaign_id = f.campaign_id
where f.campaign_id is not null and exists (select 1 from campaigns)
group by f.campaign_id
