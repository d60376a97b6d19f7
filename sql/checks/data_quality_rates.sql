-- Checks: data_quality
-- Severity: error
-- Owner: data steward
-- Sentence: No rule fails on more rows than it was tried on.
select *
from data_quality
where rows_failed > rows_tested or rows_failed < 0 or rows_tested <= 0
