-- Checks: customer_field_provenance
-- Severity: warn
-- Owner: data steward
-- Sentence: Every source that a rule of survivorship trusts has records; else look how it is spelt in the configuration.
select
  s.field,
  s.source
from survivorship_rules as s
anti join source_records as r on r.source = s.source
where s.source is not null
