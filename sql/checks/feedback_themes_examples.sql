-- Checks: feedback_themes
-- Severity: error
-- Owner: customer service
-- Sentence: No example holds an e-mail address or a number of four digits, and a theme is mentioned by no more comments than there are.
select
  theme,
  month_start_date,
  mentions
from feedback_themes
where mentions > comments
  or not (coalesce(satisfied_rate, 0) between 0 and 1)
  or example like '%@%'
  or matches(example, '[0-9]{4}')
