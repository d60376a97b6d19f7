-- Checks: pipeline_health
-- Severity: error
-- Owner: data engineering
-- Sentence: At every stage what came in went on, was refused, or was a duplicate.
select *
from pipeline_health
where rows_in <> rows_landed + rows_dead + rows_duplicate
