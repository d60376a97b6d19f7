-- Checks: customers
-- Severity: error
-- Owner: data engineering
-- Sentence: Gender is female, male, other or not known.
select
  gender,
  count(*) as rows_affected
from customers
where gender not in ('female', 'male', 'other')
group by gender
