-- Checks: model_runs
-- Severity: warn
-- Owner: data steward
-- Sentence: The matcher was fitted to most of the records that there are; else type: clientele identity train.
select
  f.fitted_rows,
  r.records
from model_runs as f
cross join (select count(*) as records from source_records) as r
where f.model = 'identity' and f.is_current and r.records >= 100 and r.records > 1.5 * f.fitted_rows
