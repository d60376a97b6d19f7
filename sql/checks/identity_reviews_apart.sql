-- Checks: identity_reviews
-- Severity: error
-- Owner: data steward
-- Sentence: A pair that is to be looked at because it was kept apart is two customers.
select
  v.left_record_id,
  v.right_record_id
from identity_reviews as v
join customer_identity as l on l.record_id = v.left_record_id
join customer_identity as r on r.record_id = v.right_record_id
where v.reason = 'kept apart in spite of a pair that matches' and l.customer_id = r.customer_id
