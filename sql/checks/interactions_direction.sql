-- Checks: interactions
-- Severity: error
-- Owner: data engineering
-- Sentence: The direction of an interaction is inbound, outbound or none.
select
  direction,
  count(*) as rows_affected
from interactions
where direction not in ('inbound', 'outbound', 'none')
group by direction
