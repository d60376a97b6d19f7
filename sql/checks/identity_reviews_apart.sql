-- Checks: identity_reviews
-- Severity: error
-- Owner: data steward
-- Sentence: A pair that is to be looked at because it was kept apart is two customers.
select
  v.left_record_id,
  v.right_record_id
from identity_reviews as v
-- of the same fit as the reviews: identity train makes no customers yet
join record_clusters as l on l.record_id = v.left_record_id
join record_clusters as r on r.record_id = v.right_record_id
where v.reason = 'apart_in_spite' and l.first_record_id = r.first_record_id
