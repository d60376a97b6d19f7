-- Checks: model_figures
-- Severity: warn
-- Owner: data steward
-- Sentence: By its own probabilities the matcher is right in four of five pairs that it joins; else look at: clientele identity review.
select
  r.fit_id,
  f.value as expected_precision
from model_runs as r
join model_figures as f on f.fit_id = r.fit_id
where r.model = 'identity' and r.is_current and f.figure = 'expectedPrecision' and f.value < 0.8
