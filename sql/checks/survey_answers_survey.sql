-- Checks: survey_answers
-- Severity: error
-- Owner: data engineering
-- Sentence: A survey is CSAT, NPS or CES.
select
  survey,
  count(*) as rows_affected
from survey_answers
where survey not in ('csat', 'nps', 'ces')
group by survey
