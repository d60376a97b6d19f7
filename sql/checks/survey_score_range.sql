-- Checks: survey_answers
-- Severity: warn
-- Owner: customer service
-- Sentence: A score is within its scale: CSAT 1 to 5, NPS 0 to 10, CES 1 to 7.
select
  survey,
  score,
  count(*) as answers
from survey_answers
where (survey = 'csat' and score not between 1 and 5)
  or (survey = 'nps' and score not between 0 and 10)
  or (survey = 'ces' and score not between 1 and 7)
group by survey, score
