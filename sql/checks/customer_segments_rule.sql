-- Checks: customer_segments
-- Severity: error
-- Owner: data steward
-- Sentence: Every customer is in a segment that is listed, by its name, at a finite distance from its centre that is not negative.
select s.customer_id, s.segment, s.name_en, s.distance
from customer_segments as s
left join segment_profiles as p on p.segment = s.segment
where p.segment is null
  or s.name_en is distinct from p.name_en
  or s.name_zh is distinct from p.name_zh
  or s.distance is null
  or s.distance < 0
  or s.distance > 1e300
